/** Reads the compressed JSON that the page carries. */
async function readData() {
  const bytes = Uint8Array.from(atob(byId('data').textContent), letter => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(stream).json();
}
