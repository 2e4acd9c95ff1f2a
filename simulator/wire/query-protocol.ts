import { XmlShapeSerializer } from "@aws-sdk/core/protocols";
import { AwsError } from "./aws-error.ts";
import { describeError, type Protocol } from "./protocol.ts";
import { readQueryForm } from "./query-reader.ts";
import type { OperationModel, ServiceModel } from "./service-model.ts";

/** awsQuery and ec2Query: a form with `Action`, answered in XML. */
export function createQueryProtocol(model: ServiceModel): Protocol {
  const ec2 = model.definition.protocol === "ec2Query";
  const xmlNamespace = model.definition.xmlNamespace ?? "";
  const serializer = new XmlShapeSerializer({
    timestampFormat: { useTrait: true, default: 5 },
    httpBindings: false,
    xmlNamespace: "",
    serviceNamespace: "",
  });

  /** The serialiser names the root after the output shape, where the protocol wants its own wrapper. */
  function writeMembers(operation: OperationModel, output: unknown): string {
    if (operation.output.isUnitSchema()) {
      return "";
    }
    serializer.write(operation.output, output ?? {});
    const xml = String(serializer.flush());
    const start = xml.indexOf(">") + 1;
    return xml.charAt(start - 2) === "/" ? "" : xml.slice(start, xml.lastIndexOf("</"));
  }

  return {
    read(request) {
      const form = new URLSearchParams(Buffer.from(request.body).toString("utf8"));
      const action = form.get("Action") ?? "";
      const operation = model.operations.get(action);
      if (operation === undefined) {
        throw new AwsError("InvalidAction", `The action ${action} is not valid for this web service.`);
      }
      return { operation, input: () => readQueryForm(operation.input, form, ec2) };
    },
    write(operation, output, requestId) {
      const { name } = operation;
      const members = writeMembers(operation, output);
      const body = ec2
        ? `${members}<requestId>${requestId}</requestId>`
        : `<${name}Result>${members}</${name}Result><ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata>`;
      return xmlAnswer(200, requestId, `<${name}Response xmlns="${xmlNamespace}">${body}</${name}Response>`);
    },
    writeError(error, requestId) {
      const { status, queryCode } = describeError(model, error);
      const details = `<Code>${escapeXml(queryCode)}</Code><Message>${escapeXml(error.message)}</Message>`;
      const body = ec2
        ? `<Response><Errors><Error>${details}</Error></Errors><RequestID>${requestId}</RequestID></Response>`
        : `<ErrorResponse xmlns="${xmlNamespace}"><Error><Type>${status >= 500 ? "Receiver" : "Sender"}</Type>${details}</Error><RequestId>${requestId}</RequestId></ErrorResponse>`;
      return xmlAnswer(status, requestId, body);
    },
  };
}

function xmlAnswer(status: number, requestId: string, body: string) {
  return {
    status,
    headers: { "content-type": "text/xml;charset=UTF-8", "x-amzn-requestid": requestId },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n${body}`,
  };
}

function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
