/** In a narrow window the menu scrolls sideways: the page that is open, and whatever has the focus, stand in its middle. */

const list = document.querySelector(".city-menu-list");

/** @param {Element} entry */
const toMiddle = (entry) => {
  if (!list) return;
  const { left, width } = entry.getBoundingClientRect();
  const middle = list.getBoundingClientRect().left + list.clientWidth / 2;
  list.scrollLeft += left + width / 2 - middle;
};

const here = list?.querySelector("[aria-current]");
if (here) toMiddle(here);
list?.addEventListener("focusin", ({ target }) => {
  if (target instanceof Element) toMiddle(target);
});
