import { Form, Input } from "antd";
import { useT } from "../../app/locale.tsx";
import { Field } from "../../components/domain-form.tsx";

/** Name, identifier and a password typed twice; `at` is where they stand in the schema. */
export function NewAccountFields({ at = [] }: { at?: string[] }) {
  const t = useT();
  return (
    <>
      <Field name={[...at, "name"]} label={t("web.account.your_name")} required>
        <Input autoComplete="name" maxLength={60} />
      </Field>
      <Field name={[...at, "identifier"]} label={t("web.account.identifier")} required>
        <Input autoComplete="username" inputMode="email" autoCapitalize="none" spellCheck={false} />
      </Field>
      <NewPasswordFields at={at} name="password" label={t("web.account.new_password")} />
    </>
  );
}

export function NewPasswordFields({ at = [], name, label }: { at?: string[]; name: string; label: string }) {
  const t = useT();
  return (
    <>
      <Field name={[...at, name]} label={label} extra={t("web.account.password_hint")} required>
        <Input.Password autoComplete="new-password" />
      </Field>
      <Form.Item
        name="passwordAgain"
        label={t("web.account.password_again")}
        required
        dependencies={[[...at, name]]}
        rules={[
          (form) => ({
            validator: async (_, value) => {
              if (value !== form.getFieldValue([...at, name])) throw new Error(t("web.account.password_differs"));
            },
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
    </>
  );
}
