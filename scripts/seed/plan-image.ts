import { crc32, deflateSync } from 'node:zlib';
import { createRandom } from './random.ts';

const width = 320;
const height = 200;

/** Paper, wall, duct, equipment, revision cloud, hatch: the drawing's colours, red green blue. */
const PALETTES: readonly (readonly number[])[] = [
  [250, 248, 242, 42, 52, 64, 58, 124, 165, 226, 149, 70, 196, 62, 62, 214, 222, 226],
  [246, 250, 246, 34, 60, 50, 68, 140, 96, 214, 170, 60, 190, 70, 60, 216, 228, 216],
  [250, 246, 250, 58, 44, 72, 120, 86, 160, 220, 140, 110, 200, 60, 90, 226, 218, 230],
];

/** A floor plan as a PNG, 320 by 200 with a palette: the same bytes for the same seed, another revision cloud for each version. */
export function drawPlan(seed: string, version: number): Uint8Array {
  const random = createRandom(`plan ${seed}`);
  const pixels = new Uint8Array(width * height);
  const fill = (left: number, top: number, right: number, bottom: number, colour: number): void => {
    for (let y = Math.max(0, top); y < Math.min(height, bottom); y++)
      pixels.fill(colour, y * width + left, y * width + Math.min(width, right));
  };
  const outline = (left: number, top: number, right: number, bottom: number, thickness: number, colour: number): void => {
    fill(left, top, right, top + thickness, colour);
    fill(left, bottom - thickness, right, bottom, colour);
    fill(left, top, left + thickness, bottom, colour);
    fill(right - thickness, top, right, bottom, colour);
  };

  const corridor = random.whole(85, 105);
  const columns = random.whole(3, 5);
  const roomWidth = Math.floor(288 / columns);
  for (let column = 0; column < columns; column++) {
    const left = 16 + column * roomWidth;
    for (const [top, bottom] of [
      [16, corridor],
      [corridor + 18, 168],
    ] as const) {
      if (random.chance(0.3)) for (let y = top + 4; y < bottom; y += 6) fill(left + 4, y, left + roomWidth - 4, y + 1, 5);
      outline(left, top, left + roomWidth, bottom, 2, 1);
      // The door, on the corridor's side.
      const door = left + random.whole(8, roomWidth - 22);
      fill(door, top === 16 ? bottom - 2 : top, door + 12, top === 16 ? bottom : top + 2, 0);
      if (random.chance(0.6)) fill(left + 10, top + 10, left + 10 + random.whole(8, 20), top + 22, 3);
    }
  }
  fill(16, corridor + 6, 16 + columns * roomWidth, corridor + 11, 2);
  for (let column = 0; column < columns; column++) {
    const middle = 16 + column * roomWidth + Math.floor(roomWidth / 2);
    fill(middle, 40, middle + 4, corridor + 6, 2);
    fill(middle - 6, 36, middle + 10, 42, 2);
  }
  // Title block.
  outline(220, 176, 304, 194, 1, 1);
  for (let line = 0; line < version; line++) fill(224, 180 + line * 3, 224 + random.whole(30, 70), 181 + line * 3, 1);
  if (version > 1) {
    const cloud = createRandom(`revision ${version} of ${seed}`);
    const left = cloud.whole(24, 230);
    const top = cloud.whole(24, 120);
    outline(left, top, left + cloud.whole(30, 60), top + cloud.whole(20, 40), 2, 4);
  }
  return encodePng(pixels, random.pick(PALETTES));
}

function encodePng(pixels: Uint8Array, palette: readonly number[]): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8); // eight bits a pixel, by palette, not interlaced
  const rows = Buffer.alloc((width + 1) * height); // each row begins with its filter: none
  for (let y = 0; y < height; y++) rows.set(pixels.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette)),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(body.length + 8);
  frame.writeUInt32BE(data.length, 0);
  frame.set(body, 4);
  frame.writeUInt32BE(crc32(body), body.length + 4);
  return frame;
}
