/** The account and Region of the foreign endpoint. */
export const foreignAccount = "000000000000";
export const foreignRegion = "eu-west-1";

const arnOf = (name: string) => `arn:aws:lambda:${foreignRegion}:${foreignAccount}:function:${name}`;
const role = `arn:aws:iam::${foreignAccount}:role/lambda-role`;

function functionOf(name: string, more: Readonly<Record<string, unknown>>) {
  return {
    FunctionName: name,
    FunctionArn: arnOf(name),
    Runtime: "python3.13",
    Role: role,
    Handler: "app.handler",
    CodeSize: 1234,
    MemorySize: 128,
    Timeout: 3,
    LastModified: "2026-03-01T10:00:00.000+0000",
    ...more,
  };
}

/** What spreadsheets, terminals, parsers and stores stumble over. Lambda itself refuses none of it in a description. */
export const hostileText = [
  '=HYPERLINK("http://evil.example","x")',
  "<script>alert(1)</script>",
  "\u202eotua\u202c",
  "👩‍💻",
  '"a","b"\r\nc',
  "\ud800",
  "nul\u0000byte",
  "\u001b[31mred",
].join(" ");

/** As ListFunctions lists them: none has Architectures, most have something that AWS does not send. */
export const foreignFunctions = [
  functionOf("plain", { Beta: true, TracingConfig: { Mode: "Wishful" }, NewThing: { Deep: [1, { x: null }] } }),
  functionOf("epoch", { LastModified: 1_772_359_200, State: "Dreaming", PackageType: "Tarball" }),
  functionOf("rfc", { LastModified: "Sun, 01 Mar 2026 10:00:00 GMT", Architectures: ["riscv64"] }),
  functionOf("undated", { LastModified: "a while ago", Runtime: "cobol85" }),
  functionOf("image", { PackageType: "Image", Runtime: undefined, Architectures: null }),
  functionOf("-minus", {
    Description: hostileText,
    Environment: { Variables: { TOKEN: "geheim", "=cmd": hostileText } },
  }),
  functionOf("n".repeat(64), { Description: "x".repeat(256), VpcConfig: null, Layers: "none", LoggingConfig: [] }),
];

const publicStatement = {
  Sid: "open",
  Effect: "Allow",
  Principal: "*",
  Action: "lambda:InvokeFunction",
  Resource: arnOf("plain"),
};

/** What GetPolicy answers: as AWS does, un-encoded, and something that is no policy. */
export const foreignPolicies: Readonly<Record<string, unknown>> = {
  plain: JSON.stringify({ Version: "2012-10-17", Statement: [publicStatement] }),
  epoch: { Version: "2012-10-17", Statement: { ...publicStatement, Sid: "unencoded", Resource: arnOf("epoch") } },
  rfc: "not a policy",
};
