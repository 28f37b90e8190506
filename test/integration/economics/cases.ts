/** How many inputs each function is tried on; the campaign `mirrors` tries more, and from another seed. */
export const CASES = Number(process.env.MIRROR_CASES || 500);
export const SEED = Number(process.env.MIRROR_SEED || 20250101);
