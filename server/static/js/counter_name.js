/** What a counter is called. */

import { t } from "./texts.js";

/**
 * The name that it has by default is said in the page's language; one that the centre gave stays as it is.
 * @param {{n: number, name: string}} counter
 */
export function counterName({ n, name }) {
  return name === `Quầy ${n}` ? t("counter_n", { n }) : name;
}
