/** Whoever brings many dossiers may get a number of another field, as server/core/queue/many_dossiers.py says. */

/**
 * The field whose number somebody with so many dossiers gets.
 * @template {{code: string, many?: import("./answers.d.ts").ManyDossiers}} T
 * @param {T} field the one asked for @param {number} dossiers @param {T[]} fields all there are @returns {T}
 */
export function fieldFor(field, dossiers, fields) {
  const { many } = field;
  if (!many || dossiers < many.from) return field;
  return fields.find(({ code }) => code === many.field) ?? field;
}
