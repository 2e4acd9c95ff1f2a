import type { FleetWebFunction } from "#simulator/fleet/types.ts";
import { pageOf } from "./paging.ts";
import type { Operation, ServiceOperations } from "./service.ts";

interface ListWebFunctionsRequest {
  readonly maxResults?: number;
  readonly nextToken?: string;
}

interface ListWebFunctionsResponse {
  readonly functions: readonly FleetWebFunction[];
  readonly nextToken: string | undefined;
}

const listWebFunctions: Operation<ListWebFunctionsRequest, ListWebFunctionsResponse> = (input, call) => {
  const { maxResults: limit, nextToken: token } = input;
  const request = { token, limit, size: 50, invalidToken: "ValidationException" };
  const { items, next } = pageOf(call, call.cell.webFunctions(), request);
  return { functions: items, nextToken: next };
};

/** AWS Lambda Web, which Lambda's endpoint serves too. */
export const lambdaWeb = { ListWebFunctions: listWebFunctions } satisfies ServiceOperations;
