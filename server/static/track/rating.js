/** Rating the visit on the phone, once it has ended. */

import { createApi } from "/static/js/api.js";
import { mount } from "/static/js/module.js";
import { Rating } from "/static/js/rating.js";

mount("track-rating", (offer) => {
  const { track } = offer.dataset;
  const api = createApi();
  new Rating((ballot) => api.post("/ratings", { ...ballot, track })).begin();
});
