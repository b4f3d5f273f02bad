// Material's script takes every <link rel="alternate"> for another language's whole site: it fetches
// a sitemap beside each and redirects clicks. Ours lead to the page's twin and to its data, so they
// are hidden from it while it starts, and put back once the page has loaded.
(() => {
  const links = [...document.querySelectorAll("link[rel=alternate]")];
  for (const link of links) link.rel = "alternate hidden";
  addEventListener("load", () => {
    for (const link of links) link.rel = "alternate";
  });
})();
