// Addresses of files of the site in, their bytes out.

/**
 * Return those addresses that this browser can read: compressed ones need `DecompressionStream`.
 *
 * @param {string[]} addresses
 */
export function readable(addresses) {
  const inflates = typeof DecompressionStream === "function";
  return addresses.filter((address) => inflates || !address.endsWith(".gz"));
}

/**
 * Fetch a file whole.
 *
 * @param {string} address
 * @param {(address: string, bytes: number, total: number) => void} progress - told how much has
 *   come so far, and of how much (0 where the server does not say)
 * @returns {Promise<Uint8Array>} its content, decompressed
 * @throws {Error} when it is not there, or is not what its name says
 */
export async function fetched(address, progress) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status} ${response.statusText}`.trim());
  const isPacked = response.headers.has("content-encoding"); // then the length is another one
  const total = isPacked ? 0 : Number(response.headers.get("content-length"));
  let count = 0;
  const counted = response.body.pipeThrough(
    new TransformStream({
      transform(chunk, controller) {
        progress(address, (count += chunk.length), total);
        controller.enqueue(chunk);
      },
    }),
  );
  const bytes = new Uint8Array(await new Response(counted).arrayBuffer());
  // A server may have said that the file is compressed, and the browser have undone that.
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  const inflated = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(inflated).arrayBuffer());
}
