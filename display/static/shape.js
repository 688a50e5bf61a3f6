/** Whether the screen lies or stands: a totem stands, any other screen is as its window is. */

/** @param {HTMLElement} body its data-shape follows */
export function followShape(body) {
  const standing = matchMedia("(max-aspect-ratio: 1 / 1)");
  const follow = () => {
    body.dataset.shape = body.dataset.layout === "totem" || standing.matches ? "upright" : "lying";
  };
  standing.addEventListener("change", follow);
  follow();
}
