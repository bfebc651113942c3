interface Group {
  readonly operation: string;
  readonly ratios: readonly { readonly name: string; readonly ratio: number }[];
}

const barHeight = 18;
const gap = 22;
const labelWidth = 150;
const plotWidth = 520;
const colours: Readonly<Record<string, string>> = { ours: '#0b7285', floor: '#868e96' };

/** Processor time per request as bars, one group for each operation; the first one of a group is 1. */
export function drawChart(groups: readonly Group[]): string {
  const max = Math.max(1, ...groups.flatMap(({ ratios }) => ratios.map(({ ratio }) => ratio)));
  const lines: string[] = [];
  let top = 34;
  for (const { operation, ratios } of groups) {
    lines.push(`<text x="0" y="${top + 13}" font-weight="bold">${escapeText(operation)}</text>`);
    for (const { name, ratio } of ratios) {
      const width = Math.max(1, (ratio / max) * plotWidth);
      lines.push(
        `<text x="${labelWidth - 8}" y="${top + 13}" text-anchor="end">${escapeText(name)}</text>`,
        `<rect x="${labelWidth}" y="${top}" width="${width.toFixed(1)}" height="${barHeight - 4}" fill="${colours[name] ?? '#ced4da'}"/>`,
        `<text x="${(labelWidth + width + 6).toFixed(1)}" y="${top + 12}">${ratio.toFixed(2)}</text>`,
      );
      top += barHeight;
    }
    top += gap;
  }
  const [width, height] = [labelWidth + plotWidth + 60, top];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12">`,
    `<rect width="${width}" height="${height}" fill="white"/>`,
    '<text x="0" y="16" font-size="14">Processor time of the gateway per request, as a ratio (less is better)</text>',
    ...lines,
    '</svg>',
    '',
  ].join('\n');
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
