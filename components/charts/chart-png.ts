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
const TITLE_HEIGHT = 36;

/** Draws a chart as a PNG at twice its size, with its title, on the page's own colours. Browser only. */
export async function chartPng(svg: SVGSVGElement, title: string): Promise<Blob> {
  const { width, height } = svg.getBoundingClientRect();
  const image = await loadImage(
    `data:image/svg+xml;charset=utf-8,${encodeURIComponent(standalone(svg, width, height))}`,
  );
  const canvas = document.createElement("canvas");
  canvas.width = width * SCALE;
  canvas.height = (height + TITLE_HEIGHT) * SCALE;
  const context = canvas.getContext("2d");
  if (!context) throw new Error("This browser offers no canvas.");
  const style = getComputedStyle(document.body);
  context.scale(SCALE, SCALE);
  context.fillStyle = style.backgroundColor;
  context.fillRect(0, 0, width, height + TITLE_HEIGHT);
  context.fillStyle = style.color;
  context.font = `600 14px ${style.fontFamily}`;
  context.fillText(title, 12, 23, width - 24);
  context.drawImage(image, 0, TITLE_HEIGHT, width, height);
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error("The browser could not encode the picture."))),
      "image/png",
    );
  });
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
  return new XMLSerializer().serializeToString(copy);
}

function loadImage(source: string): Promise<HTMLImageElement> {
  return new Promise((resolve, reject) => {
    const image = new Image();
    image.onload = () => resolve(image);
    image.onerror = () => reject(new Error("The browser could not draw the chart."));
    image.src = source;
  });
}
