// The menu of a narrow screen opens from a button. The theme keeps its state in a checkbox, which its
// own label and overlay change too; the button says and does the same for a keyboard and a screen reader.
(() => {
  const button = document.querySelector(".a-menu");
  const state = document.getElementById("__drawer");
  const menu = document.getElementById("menu");
  if (!button || !state || !menu) return;

  const show = (open) => {
    state.checked = open;
    state.dispatchEvent(new Event("change"));
  };
  state.addEventListener("change", () => button.setAttribute("aria-expanded", String(state.checked)));
  button.addEventListener("click", () => {
    show(!state.checked);
    if (state.checked) menu.querySelector("a").focus();
  });
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !state.checked) return;
    show(false);
    button.focus();
  });
})();
