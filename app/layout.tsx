import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import type { ReactNode } from "react";
import { preferenceCookies, themeFromCookie } from "#components/layout/preferences.ts";
import { QueryProvider } from "#lib/client/query-client.tsx";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Lamplight", template: "%s · Lamplight" },
  description: "Everything an organisation runs on AWS Lambda.",
  robots: { index: false, follow: false },
};

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#faf9f7" },
    { media: "(prefers-color-scheme: dark)", color: "#121110" },
  ],
};

/** The document. The theme's class comes from a cookie, so the first paint is right without a script. */
export default async function RootLayout({ children }: { readonly children: ReactNode }) {
  const theme = themeFromCookie((await cookies()).get(preferenceCookies.theme)?.value);
  return (
    <html lang="en" className={`${theme} ${GeistSans.variable} ${GeistMono.variable}`} suppressHydrationWarning>
      <body className="isolate">
        <NuqsAdapter>
          <QueryProvider>{children}</QueryProvider>
        </NuqsAdapter>
      </body>
    </html>
  );
}
