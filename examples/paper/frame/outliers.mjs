/** Standard errors beyond which a point is listed. */
export const worst = 3.5;

/** The points of a picture that disagree with theory. */
export const outliersOf = ({ name, rows }) =>
  rows.filter(({ z }) => Math.abs(z) > worst).map((row) => ({ name, row }));
