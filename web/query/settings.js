// What the page holds as JSON in, what its scripts must know of the site out.
export const settings = JSON.parse(document.getElementById("query-settings").textContent);
