import { GetSecretValueCommand, ResourceNotFoundException, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { GetParameterCommand, GetParametersByPathCommand, ParameterNotFound, SSMClient } from "@aws-sdk/client-ssm";

const secrets = new SecretsManagerClient({});
const ssm = new SSMClient({});

export const handler = async () => {
  const secret = await secrets.send(new GetSecretValueCommand({ SecretId: "shop/key" }));
  const parameter = await ssm.send(new GetParameterCommand({ Name: "/shop/currency", WithDecryption: true }));
  const all = await ssm.send(new GetParametersByPathCommand({ Path: "/shop", Recursive: true }));
  const noSecret = await secrets
    .send(new GetSecretValueCommand({ SecretId: "none" }))
    .catch((error) => [error.name, error instanceof ResourceNotFoundException]);
  const noParameter = await ssm
    .send(new GetParameterCommand({ Name: "/none" }))
    .catch((error) => [error.name, error instanceof ParameterNotFound]);
  return {
    secret: JSON.parse(secret.SecretString).token,
    parameter: parameter.Parameter.Value,
    names: all.Parameters.map(({ Name }) => Name).sort(),
    noSecret,
    noParameter,
  };
};
