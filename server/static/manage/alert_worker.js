/** Stands behind the notifications of alerts where a page may show none itself, as on phones: a touch on one leads to the manager's page. */

const worker = /** @type {any} */ (globalThis);

worker.addEventListener("notificationclick", (/** @type {any} */ event) => {
  event.notification.close();
  event.waitUntil(leadBack());
});

async function leadBack() {
  const pages = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
  const page = pages.find((/** @type {{url: string}} */ { url }) => new URL(url).pathname === "/admin");
  return page ? page.focus() : worker.clients.openWindow("/admin");
}
