"use strict";
// Draws every chart. Expressions are interpreted, so that the page's policy need not allow eval.
const options = {
  renderer: "svg", ast: true, actions: false, defaultStyle: false,
  tooltip: { disableDefaultStyle: true, theme: "page" },
};
for (const view of document.querySelectorAll(".view")) {
  const spec = JSON.parse(view.parentElement.querySelector(".spec").textContent);
  vegaEmbed(view, spec, options).then(
    () => {
      // The place says what it shows and names its table: readers of the screen need no more.
      view.querySelector("svg").setAttribute("aria-hidden", "true");
      view.dataset.drawn = "yes";
    },
    (fault) => {
      view.textContent = "This chart could not be drawn; the table below holds its numbers.";
      console.error(fault);
    },
  );
}
