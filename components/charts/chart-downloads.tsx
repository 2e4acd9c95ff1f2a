"use client";

import { FileSpreadsheet, ImageDown } from "lucide-react";
import type { RefObject } from "react";
import { IconButton } from "#components/ui/icon-button.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { toCsv } from "#lib/client/csv.ts";
import { download, fileName } from "#lib/client/download.ts";
import { chartPng } from "./chart-png.ts";
import type { ChartTable } from "./types.ts";

interface ChartDownloadsProps {
  readonly title: string;
  readonly table: ChartTable;
  readonly plot: RefObject<HTMLElement | null>;
}

/** The figures as CSV and the picture as PNG. */
export function ChartDownloads({ title, table, plot }: ChartDownloadsProps) {
  const toast = useToast();
  async function png() {
    const svg = plot.current?.querySelector<SVGSVGElement>("svg[data-chart], svg.recharts-surface");
    if (!svg)
      return toast({
        title: "There is no picture to save",
        description: "Switch back from the table first.",
        tone: "critical",
      });
    try {
      download(`${fileName(title)}.png`, await chartPng(svg, title));
    } catch (error) {
      toast({
        title: "The picture could not be made",
        description: error instanceof Error ? error.message : String(error),
        tone: "critical",
      });
    }
  }
  return (
    <>
      <IconButton
        size="icon-sm"
        label="Download CSV"
        icon={<FileSpreadsheet aria-hidden />}
        onClick={() =>
          download(
            `${fileName(title)}.csv`,
            new Blob([toCsv(table.header, table.rows)], { type: "text/csv;charset=utf-8" }),
          )
        }
      />
      <IconButton size="icon-sm" label="Download PNG" icon={<ImageDown aria-hidden />} onClick={png} />
    </>
  );
}
