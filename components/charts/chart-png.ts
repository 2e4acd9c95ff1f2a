const copied = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "stroke-opacity",
  "stroke-linecap",
  "stroke-linejoin",
  "opacity",
  "font-family",
  "font-size",
  "font-weight",
  "text-anchor",
];
const SCALE = 2;
const EDGE = 12;
const LINE = 18;

/** What the colours stand for. */
export type PictureLegend = readonly { readonly label: string; readonly color: string }[];

interface PictureText {
  readonly title: string;
  /** Of which time it is; empty for none. */
  readonly caption: string;
  readonly legend: PictureLegend;
}

/** Draws a chart as a PNG at twice its size, with title, time and legend, in the page's own colours. Browser only. */
export async function chartPng(svg: SVGSVGElement, { title, caption, legend }: PictureText): Promise<Blob> {
  const { width: drawnWidth, height } = sizeOf(svg);
  const width = drawnWidth + 2 * EDGE;
  const image = await loadImage(
    `data:image/svg+xml;charset=utf-8,${encodeURIComponent(standalone(svg, drawnWidth, height))}`,
  );
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d");
  if (!context) throw new Error("This browser offers no canvas.");
  const style = getComputedStyle(document.body);
  const named = legend.length > 1 ? placeLegend(context, style.fontFamily, legend, width) : { items: [], height: 0 };
  const head = EDGE + LINE + (caption ? LINE : 0);
  canvas.width = width * SCALE;
  canvas.height = (head + height + named.height + EDGE) * SCALE;
  context.scale(SCALE, SCALE);
  context.fillStyle = surfaceColor(svg) ?? style.backgroundColor;
  context.fillRect(0, 0, width, head + height + named.height + EDGE);
  context.fillStyle = style.color;
  context.font = `600 14px ${style.fontFamily}`;
  context.fillText(title, EDGE, EDGE + 12, width - 2 * EDGE);
  context.font = `12px ${style.fontFamily}`;
  context.fillText(caption, EDGE, EDGE + 12 + LINE, width - 2 * EDGE);
  context.drawImage(image, EDGE, head, drawnWidth, height);
  for (const { label, color, x, y } of named.items) {
    context.fillStyle = colorOf(svg, color);
    context.fillRect(x, head + height + y - 5, 12, 3);
    context.fillStyle = style.color;
    context.fillText(label, x + 18, head + height + y, width - x - 18);
  }
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error("The browser could not encode the picture."))),
      "image/png",
    );
  });
}

/** As large as it stands on the page; a picture that is only made to be saved says its size itself. */
function sizeOf(svg: SVGSVGElement): { readonly width: number; readonly height: number } {
  const box = svg.getBoundingClientRect();
  return box.width > 0 && box.height > 0
    ? { width: Math.ceil(box.width), height: Math.ceil(box.height) }
    : { width: svg.width.baseVal.value, height: svg.height.baseVal.value };
}

function placeLegend(context: CanvasRenderingContext2D, font: string, legend: PictureLegend, width: number) {
  context.font = `12px ${font}`;
  let x = EDGE;
  let y = LINE;
  const items = legend.map(({ label, color }) => {
    const size = 18 + context.measureText(label).width + 16;
    if (x > EDGE && x + size > width - EDGE) {
      x = EDGE;
      y += LINE;
    }
    const item = { label, color, x, y };
    x += size;
    return item;
  });
  return { items, height: y };
}

/** The ground of the card the chart stands on. */
function surfaceColor(svg: SVGSVGElement): string | null {
  const card = svg.closest("section");
  return card ? getComputedStyle(card).backgroundColor : null;
}

/** A CSS variable as the colour it is in the present theme. */
function colorOf(svg: SVGSVGElement, color: string): string {
  const probe = document.createElement("span");
  probe.style.color = color;
  (svg.parentElement ?? document.body).append(probe);
  const resolved = getComputedStyle(probe).color;
  probe.remove();
  return resolved;
}

/** The chart as a document of its own: what style sheets and variables gave it is written into it. */
function standalone(svg: SVGSVGElement, width: number, height: number): string {
  const copy = svg.cloneNode(true);
  if (!(copy instanceof SVGSVGElement)) throw new Error("The chart is not a picture.");
  const originals = svg.querySelectorAll("*");
  for (const [index, element] of copy.querySelectorAll("*").entries()) {
    const original = originals[index];
    if (!original) continue;
    const style = getComputedStyle(original);
    for (const name of copied) element.setAttribute(name, style.getPropertyValue(name));
    element.removeAttribute("class");
    element.removeAttribute("style");
  }
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
  copy.removeAttribute("class");
  copy.removeAttribute("style");
  return drawableXml(new XMLSerializer().serializeToString(copy));
}

/** Characters that no XML may hold, and halves of pairs: a name with one would make the whole picture unreadable. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
const undrawable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu;

/** The same text with what cannot stand in XML, nor in an address, shown as the sign for what cannot be shown. */
export function drawableXml(text: string): string {
  return text.replaceAll(undrawable, "\ufffd");
}

function loadImage(source: string): Promise<HTMLImageElement> {
  return new Promise((resolve, reject) => {
    const image = new Image();
    image.onload = () => resolve(image);
    image.onerror = () => reject(new Error("The browser could not draw the chart."));
    image.src = source;
  });
}
