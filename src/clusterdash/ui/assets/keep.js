// A file that the page itself holds, kept where the reader keeps files.

const TAKEN = 60_000; // milliseconds after which every browser has taken it

export function keep(parts, mime, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob(parts, { type: mime }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), TAKEN);
}

export function bytes(base64) {
  return Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
}
