import { foreignAccount } from "#lib/testing/foreign-functions.ts";

const account = foreignAccount;

const xml = (body: string) => ({ status: 200, type: "application/octet-stream", body });

/** STS's answer, under a content type that is not XML's. */
export const callerIdentity = xml(
  `<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:aws:iam::${account}:root</Arn><UserId>AKIAFOREIGN</UserId><Account>${account}</Account><Mood>good</Mood></GetCallerIdentityResult></GetCallerIdentityResponse>`,
);

const text = (document: object) => JSON.stringify(document).replaceAll("&", "&amp;").replaceAll("<", "&lt;");

const trust = text({
  Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
});
const everything = text({ Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] });

/** IAM's answer with documents that are not URL-encoded, elements that nobody knows and an attached policy that is not listed. */
export const authorizationDetails = xml(`<?xml version="1.0" encoding="UTF-8"?>
<GetAccountAuthorizationDetailsResponse xmlns="urn:somebody-else"><GetAccountAuthorizationDetailsResult>
<IsTruncated>false</IsTruncated><Surprise><member>1</member></Surprise>
<RoleDetailList>
<member><Path>/</Path><RoleName>lambda-role</RoleName><Arn>arn:aws:iam::${account}:role/lambda-role</Arn><RoleId>AROA1</RoleId>
<CreateDate>2026-01-01T00:00:00Z</CreateDate><AssumeRolePolicyDocument>${trust}</AssumeRolePolicyDocument>
<RolePolicyList><member><PolicyName>all</PolicyName><PolicyDocument>${everything}</PolicyDocument></member></RolePolicyList>
</member>
<member><Path>/</Path><RoleName>half-known</RoleName><Arn>arn:aws:iam::${account}:role/half-known</Arn><RoleId>AROA2</RoleId>
<AssumeRolePolicyDocument>${trust}</AssumeRolePolicyDocument>
<AttachedManagedPolicies><member><PolicyName>Gone</PolicyName><PolicyArn>arn:aws:iam::aws:policy/Gone</PolicyArn></member></AttachedManagedPolicies>
</member>
</RoleDetailList></GetAccountAuthorizationDetailsResult></GetAccountAuthorizationDetailsResponse>`);
