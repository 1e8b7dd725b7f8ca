import { hasMessage } from "@jiebang/i18n";
import { Alert, Form, type FormInstance, type FormItemProps, type FormProps } from "antd";
import { createContext, type ReactNode, useContext, useMemo, useRef, useState } from "react";
import type { z } from "zod";
import { explainError } from "../app/explain-error.ts";
import { type Translate, useT } from "../app/locale.tsx";
import { errorData } from "../app/trpc.ts";

type Path = (string | number)[];
type AnySchema = z.ZodType<unknown, unknown>;

interface FormContextValue {
  check: (path: Path) => string | null;
  /** An empty form would be refused for this field. */
  isRequired: (path: Path) => boolean;
}
const DomainFormContext = createContext<FormContextValue | null>(null);

/** The sentence of one issue: our message keys as they are, zod's own complaints by their code. */
export function issueText(t: Translate, issue: z.core.$ZodIssue): string {
  if (hasMessage(issue.message)) return t(issue.message, issue as unknown as Record<string, unknown>);
  if (issue.code === "too_big" && issue.origin === "string") return t("web.too_long", { maximum: issue.maximum });
  if (issue.code === "too_small" && issue.origin === "string")
    return Number(issue.minimum) <= 1 ? t("web.required") : t("web.too_short", { minimum: issue.minimum });
  if (issue.code === "too_small" && issue.origin === "array") return t("web.required");
  if (issue.code === "invalid_type") return t("web.required");
  return t("web.not_valid");
}

const same = (a: PropertyKey[], b: Path) =>
  a.length === b.length && a.every((part, i) => String(part) === String(b[i]));

export interface DomainFormProps<S extends AnySchema> extends Omit<FormProps, "form" | "onFinish" | "children"> {
  /** The verb's own input schema: the same rule here and on the server. */
  schema: S;
  /** From what stands in the fields to what the schema reads; left out when they are the same. */
  toInput?: (values: Record<string, unknown>) => unknown;
  /** Where a path of the schema stands in the form, when `toInput` moves things. */
  onSubmit: (input: z.input<S>) => Promise<unknown>;
  form?: FormInstance;
  children: ReactNode;
}

/**
 * A form on a domain schema. Fields are `Field`s named by their path in the schema. What the server refuses is shown at
 * the field it names, everything else on top, in words; what was typed stays.
 */
export function DomainForm<S extends AnySchema>(props: DomainFormProps<S>) {
  const { schema, toInput, onSubmit, form: given, children, ...rest } = props;
  const t = useT();
  const [own] = Form.useForm();
  const form = given ?? own;
  const [topError, setTopError] = useState<string | null>(null);
  const busy = useRef(false);
  const context = useMemo<FormContextValue>(() => {
    const input = (values: Record<string, unknown>) => (toInput ? toInput(values) : values);
    const missing = missingWhenEmpty(schema, toInput);
    return {
      isRequired: (path) =>
        missing.some((at) => at.length > 0 && at.length <= path.length && same(at, path.slice(0, at.length))),
      check: (path) => {
        const result = schema.safeParse(input(form.getFieldsValue(true)));
        const issue = result.success ? undefined : result.error.issues.find((i) => same(i.path, path));
        return issue ? issueText(t, issue) : null;
      },
    };
  }, [schema, toInput, form, t]);
  return (
    <DomainFormContext value={context}>
      <Form
        layout="vertical"
        validateTrigger="onBlur"
        {...rest}
        form={form}
        onFinish={async () => {
          if (busy.current) return;
          const values = form.getFieldsValue(true);
          const result = schema.safeParse(toInput ? toInput(values) : values);
          if (!result.success) {
            // Issues whose field is not on the page must not vanish.
            const first = result.error.issues[0];
            setTopError(first ? issueText(t, first) : t("common.invalid"));
            return;
          }
          busy.current = true;
          setTopError(null);
          try {
            await onSubmit((toInput ? toInput(values) : values) as z.input<S>);
          } catch (error) {
            const fields = errorData(error)?.details?.fields ?? {};
            const known = Object.entries(fields).filter(([path]) => form.getFieldInstance(toPath(path)) !== undefined);
            if (known.length > 0) {
              form.setFields(known.map(([path, text]) => ({ name: toPath(path), errors: [text] })));
              form.scrollToField(toPath(known[0]![0]), { focus: true });
            } else setTopError(explainError(t, error));
          } finally {
            busy.current = false;
          }
        }}
      >
        {topError && <Alert className="form-top-error" type="error" showIcon title={topError} role="alert" />}
        {children}
      </Form>
    </DomainFormContext>
  );
}

/** The paths that the schema complains about when nothing was filled in. */
function missingWhenEmpty(schema: AnySchema, toInput: DomainFormProps<AnySchema>["toInput"]): PropertyKey[][] {
  try {
    const result = schema.safeParse(toInput ? toInput({}) : {});
    return result.success ? [] : result.error.issues.map((issue) => issue.path);
  } catch {
    return []; // a `toInput` that needs values cannot tell
  }
}

const toPath = (dotted: string): Path => dotted.split(".").map((part) => (/^\d+$/.test(part) ? Number(part) : part));

/** One field, checked by the schema of the form it stands in. */
export function Field({ name, children, ...rest }: Omit<FormItemProps, "name"> & { name: string | Path }) {
  const context = useContext(DomainFormContext);
  const path = Array.isArray(name) ? name : [name];
  return (
    <Form.Item
      name={name}
      required={context?.isRequired(path)}
      {...rest}
      rules={[
        ...(rest.rules ?? []),
        {
          validator: async () => {
            const text = context?.check(path);
            if (text) throw new Error(text);
          },
        },
      ]}
    >
      {children}
    </Form.Item>
  );
}
