/** Text into the clipboard. */

/**
 * What is selected is copied where a browser has no clipboard for pages, as it has none without https.
 * @param {string} text the same as is selected
 * @returns {Promise<boolean>} whether it was copied; if not, it is still selected
 */
export async function copySelected(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return document.execCommand("copy");
  }
}
