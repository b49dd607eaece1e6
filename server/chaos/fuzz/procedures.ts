/** What `/trpc` offers, read from the router itself, so that a new procedure is tested from its first day. */
import { z } from 'zod';
import { appRouter } from '../../app/appRouter.ts';

/** The part of JSON Schema that zod writes. */
export interface JsonSchema {
  type?: string;
  const?: unknown;
  enum?: unknown[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  propertyNames?: JsonSchema;
  additionalProperties?: JsonSchema | boolean;
  items?: JsonSchema;
  minItems?: number;
  maxItems?: number;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  pattern?: string;
  format?: string;
}

export interface ProcedureInfo {
  /** Such as `wallet.history`. */
  path: string;
  /** The part before the dot. */
  router: string;
  type: 'query' | 'mutation' | 'subscription';
  /** Null when it takes no input, `body` when its body is a form or bytes. */
  input: JsonSchema | 'body' | null;
}

/** `sync` keeps its schema beside the parser. */
function schemaOf(parser: unknown): z.ZodType | null {
  const given = (parser as { schema?: unknown }).schema ?? parser;
  return given instanceof z.ZodType ? given : null;
}

function inputOf(parsers: readonly unknown[]): ProcedureInfo['input'] {
  const [parser] = parsers;
  if (parser === undefined) {
    return null;
  }
  const schema = schemaOf(parser);
  return schema
    ? (z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema)
    : 'body';
}

/** Every procedure of the product. */
export function listProcedures(): ProcedureInfo[] {
  return Object.entries(appRouter._def.procedures).map(([path, procedure]) => {
    const { type, inputs } = (
      procedure as unknown as { _def: { type: ProcedureInfo['type']; inputs: unknown[] } }
    )._def;
    return { path, router: path.split('.', 1)[0] ?? '', type, input: inputOf(inputs) };
  });
}
