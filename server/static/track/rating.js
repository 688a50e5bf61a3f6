/** Rating the visit on the phone, once it has ended. */

import { createApi } from "/static/js/api.js";
import { byRole, show } from "/static/js/dom.js";
import { Rating } from "/static/js/rating.js";

/** @param {string} track @returns {(ticket: import("./view.js").Ticket) => void} to be told of the ticket */
export function bindRating(track) {
  const offer = /** @type {HTMLElement | null} */ (document.querySelector('[data-role="rating-offer"]'));
  if (!offer) return () => {};
  const api = createApi();
  const rating = new Rating((ballot) => api.post("/ratings", { ...ballot, track }));
  return (ticket) => {
    if (ticket.rating === "open" && offer.hidden) rating.begin();
    show(offer, ticket.rating === "open");
    show(byRole("rating-given"), ticket.rating === "given");
  };
}
