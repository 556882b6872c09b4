// Writes pictures with few colours as small PNG files. With a palette they take a fifth of what browsers write.
import { crc32, deflateSync } from "node:zlib";

const chunk = (name, data) => {
  const body = Buffer.concat([Buffer.from(name, "latin1"), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
};

/** The PNG of a square picture in RGBA. Its main `colours` are kept; colours between them are rounded. */
export function png(size, pixels, colours) {
  const kept = new Set(colours);
  const palette = new Map();
  const rows = Buffer.alloc(size * (size + 1));
  for (let at = 0; at < size * size; at += 1) {
    const exact = pixels.slice(at * 4, at * 4 + 4);
    const rounded = exact.map((value) => Math.min(255, Math.round(value / 32) * 32));
    const colour = kept.has(exact.slice(0, 3).join()) && exact[3] === 255 ? exact : rounded[3] ? rounded : [0, 0, 0, 0];
    const key = colour.join();
    if (!palette.has(key)) palette.set(key, colour);
    rows[at + Math.floor(at / size) + 1] = [...palette.keys()].indexOf(key);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 3], 8); // 8 bits, a palette
  const all = [...palette.values()];
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    chunk("IHDR", header),
    chunk("PLTE", Buffer.from(all.flatMap((colour) => colour.slice(0, 3)))),
    chunk("tRNS", Buffer.from(all.map((colour) => colour[3]))),
    chunk("IDAT", deflateSync(rows, { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}
