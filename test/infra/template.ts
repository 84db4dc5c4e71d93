import type { Resource, Synthesised, Template } from './synth.ts';

export interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | string[];
  readonly Resource?: unknown;
  readonly Condition?: Record<string, Record<string, unknown>>;
}
export const listed = <T>(one: T | readonly T[]): readonly T[] => (Array.isArray(one) ? one : [one as T]);

export const ofType = (template: Template, type: string): [string, Resource][] =>
  Object.entries(template).filter(([, { Type }]) => Type === type);

export const types = ({ stacks }: Synthesised) =>
  new Set(Object.values(stacks).flatMap((template) => Object.values(template).map(({ Type }) => Type)));

/** The Lambda of a bundle, in whatever stack, with all that its role may do. */
export function functionOf({ stacks }: Synthesised, bundle: string) {
  for (const [stack, template] of Object.entries(stacks)) {
    const found = ofType(template, 'AWS::Lambda::Function').find(
      ([, { Properties }]) => Properties['Environment']?.Variables?.POWERTOOLS_SERVICE_NAME === bundle,
    );
    if (!found) continue;
    const [id, { Properties }] = found;
    const roleId: string = Properties['Role']['Fn::GetAtt'][0];
    const inline = template[roleId]!.Properties['Policies'].map((policy: any) => policy.PolicyDocument);
    const apart = ofType(template, 'AWS::IAM::Policy')
      .filter(([, policy]) => JSON.stringify(policy.Properties['Roles']) === JSON.stringify([{ Ref: roleId }]))
      .map(([, policy]) => policy.Properties['PolicyDocument']);
    const statements: Statement[] = [...inline, ...apart].flatMap(({ Statement }) => Statement);
    return { stack, template, id, properties: Properties, statements };
  }
  throw new Error(`No function of ${bundle}`);
}

/** Every statement that lets somebody of ours do something. */
export const granted = ({ stacks }: Synthesised): { where: string; statement: Statement }[] =>
  Object.entries(stacks).flatMap(([stack, template]) =>
    Object.entries(template).flatMap(([id, { Type, Properties }]) => {
      const documents =
        Type === 'AWS::IAM::Role'
          ? (Properties['Policies'] ?? []).map((policy: any) => policy.PolicyDocument)
          : Type === 'AWS::IAM::Policy'
            ? [Properties['PolicyDocument']]
            : [];
      return documents.flatMap((document: any) =>
        document.Statement.map((statement: Statement) => ({ where: `${stack}/${id}`, statement })),
      );
    }),
  );

/** What a role may do, as `action` or, where it is held to partitions, `action PREFIX`. Without logs and traces, which
 *  every function has. */
export function allowed(statements: readonly Statement[]): string[] {
  const all = statements.flatMap(({ Action, Condition }) => {
    const prefixes = Condition?.['ForAllValues:StringLike']?.['dynamodb:LeadingKeys'] as string[] | undefined;
    return listed(Action).map((action) =>
      prefixes ? `${action} ${prefixes.map((prefix) => prefix.replace(/#\*$/, '')).join(',')}` : action,
    );
  });
  return [...new Set(all)].filter((action) => !/^(logs|xray):/.test(action)).sort();
}

/** Whether something in there points at that resource of the same stack. */
export const pointsAt = (what: unknown, id: string) =>
  JSON.stringify(what ?? null).includes(`{"Fn::GetAtt":["${id}","Arn"]}`);
