/** Somebody outside the organisation whose layers are meant for everyone to use. */
export interface LayerPublisher {
  readonly name: string;
  /** The accounts that publish, Regions and partitions together. */
  readonly accountIds: readonly string[];
  /** Where the publisher names the accounts. */
  readonly source: string;
}

/**
 * AWS's own layers and those of well-known publishers, as they stood in November 2026. Nobody outside the organisation is
 * trusted for a name: only an account that its owner documents is listed, each with where.
 */
export const layerPublishers: readonly LayerPublisher[] = [
  {
    name: "AWS: CloudWatch Lambda Insights",
    accountIds: [
      "580247275435",
      "012438385374",
      "033019950311",
      "122132214140",
      "194566237122",
      "285320876703",
      "339249233099",
      "352183217350",
      "459530977127",
      "488211338238",
      "519774774795",
      "732604637566",
      "751350123760",
      "879381266642",
    ],
    source: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Lambda-Insights-extension-versions.html",
  },
  {
    name: "AWS: Parameters and Secrets extension",
    accountIds: [
      "015030872274",
      "044395824272",
      "127562683043",
      "129776340158",
      "133256977650",
      "133490724326",
      "176022468876",
      "177933569100",
      "187925254637",
      "200266452380",
      "287114880934",
      "287310001119",
      "317013901791",
      "325218067255",
      "345057560386",
      "427196147048",
      "490737872127",
      "576959938190",
      "590474943231",
      "665172237481",
      "738900069198",
      "768336418462",
      "780235371811",
      "832021897121",
      "858974508948",
      "933737806257",
      "997803712105",
    ],
    source: "https://docs.aws.amazon.com/systems-manager/latest/userguide/ps-integration-lambda-extensions.html",
  },
  {
    name: "AWS: AppConfig agent",
    accountIds: [
      "000010852771",
      "027255383542",
      "039592058896",
      "066940009817",
      "080788657173",
      "203683718741",
      "282860088358",
      "359756378197",
      "418787028745",
      "421114256042",
      "434848589818",
      "489524808438",
      "493207061005",
      "554480029851",
      "559955524753",
      "574348263942",
      "586093569114",
      "615057806174",
      "615084187847",
      "630222743974",
      "646970417810",
      "662846165436",
      "706869817123",
      "728743619870",
      "758369105281",
      "826293736237",
      "946561847325",
      "946746059096",
      "958113053741",
      "980059726660",
    ],
    source:
      "https://docs.aws.amazon.com/appconfig/latest/userguide/appconfig-integration-lambda-extensions-versions.html",
  },
  {
    name: "AWS: Distro for OpenTelemetry",
    accountIds: ["901920570463"],
    source: "https://aws-otel.github.io/docs/getting-started/lambda",
  },
  {
    name: "AWS: Powertools for Lambda",
    accountIds: ["017000801446", "094274105915"],
    source: "https://docs.aws.amazon.com/powertools/typescript/latest/getting-started/lambda-layers",
  },
  {
    name: "AWS: SDK for pandas",
    accountIds: ["336392948345", "839552336658"],
    source: "https://aws-sdk-pandas.readthedocs.io/en/stable/layers.html",
  },
  {
    name: "Datadog",
    accountIds: ["464622532012", "002406178527"],
    source: "https://github.com/DataDog/datadog-lambda-extension/releases",
  },
  { name: "Dynatrace", accountIds: ["725887861453"], source: "https://docs.dynatrace.com/docs/shortlink/aws-lambda" },
  {
    name: "Lumigo",
    accountIds: ["114300393969"],
    source: "https://github.com/lumigo-io/lumigo-cdk-constructs/blob/master/src/lambda_layers_nodejs.json",
  },
  { name: "New Relic", accountIds: ["451483290750"], source: "https://layers.newrelic-external.com/" },
  {
    name: "Sentry",
    accountIds: ["943013980633"],
    source: "https://github.com/getsentry/sentry-release-registry/tree/master/aws-lambda-layers",
  },
  {
    name: "Splunk",
    accountIds: ["254067382080"],
    source: "https://github.com/signalfx/lambda-layer-versions",
  },
];

const byAccount: ReadonlyMap<string, LayerPublisher> = new Map(
  layerPublishers.flatMap((publisher) => publisher.accountIds.map((accountId) => [accountId, publisher] as const)),
);

/** The listed publisher that an account belongs to; null for any other account. */
export function layerPublisherOf(accountId: string): LayerPublisher | null {
  return byAccount.get(accountId) ?? null;
}
