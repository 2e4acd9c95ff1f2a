"use client";

import { FileSpreadsheet, ImageDown } from "lucide-react";
import type { RefObject } from "react";
import { IconButton } from "#components/ui/icon-button.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { toCsv } from "#lib/client/csv.ts";
import { download, fileName } from "#lib/client/download.ts";
import { chartPng, type PictureLegend } from "./chart-png.ts";
import type { ChartTable } from "./types.ts";

interface ChartDownloadsProps {
  readonly title: string;
  readonly table: () => ChartTable;
  readonly plot: RefObject<HTMLElement | null>;
  readonly caption?: string;
  readonly legend?: PictureLegend;
}

/** A chart is loaded after its page: whoever presses before it is drawn waits no longer than this for it. */
const patienceMs = 5_000;
const lookEveryMs = 50;

/** The picture in a plot, as soon as it is drawn; null where none is drawn. */
async function drawnPicture(plot: RefObject<HTMLElement | null>): Promise<SVGSVGElement | null> {
  const end = performance.now() + patienceMs;
  for (;;) {
    const svg = plot.current?.querySelector<SVGSVGElement>("svg[data-chart], svg.recharts-surface");
    if (svg) return svg;
    if (performance.now() >= end) return null;
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
  }
}

/** The figures as CSV and the picture as PNG. */
export function ChartDownloads({ title, table, plot, caption = "", legend = [] }: ChartDownloadsProps) {
  const toast = useToast();
  async function png() {
    const svg = await drawnPicture(plot);
    if (svg === null) return toast({ title: "There is nothing drawn to save", tone: "critical" });
    try {
      download(`${fileName(title)}.png`, await chartPng(svg, { title, caption, legend }));
    } catch (error) {
      toast({
        title: "The picture could not be made",
        description: error instanceof Error ? error.message : String(error),
        tone: "critical",
      });
    }
  }
  function csv() {
    const { header, rows } = table();
    download(`${fileName(title)}.csv`, new Blob([toCsv(header, rows)], { type: "text/csv;charset=utf-8" }));
  }
  return (
    <>
      <IconButton size="icon-sm" label="Download CSV" icon={<FileSpreadsheet aria-hidden />} onClick={csv} />
      <IconButton size="icon-sm" label="Download PNG" icon={<ImageDown aria-hidden />} onClick={png} />
    </>
  );
}
