/** In a narrow window the menu scrolls sideways: the page that is open stands in its middle. */

const list = document.querySelector(".city-menu-list");
const here = list?.querySelector("[aria-current]");
if (list && here) {
  const { left, width } = here.getBoundingClientRect();
  const middle = list.getBoundingClientRect().left + list.clientWidth / 2;
  list.scrollLeft += left + width / 2 - middle;
}
