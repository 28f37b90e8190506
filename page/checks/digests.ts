/** @returns lower-case hex SHA-256 by the browser's own cryptography */
export async function sha256Of(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function sha256OfText(text: string): Promise<string> {
  return sha256Of(new TextEncoder().encode(text));
}
