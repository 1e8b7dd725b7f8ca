import { DownloadOutlined } from "@ant-design/icons";
import { FORM_FAMILIES } from "@jiebang/domain/form-intake/form-definitions.ts";
import { Select } from "antd";
import { useState } from "react";
import { useT } from "../../app/locale.tsx";
import { isCoordinator, useMe } from "../../app/session.ts";
import { OrganisationSelect } from "../../components/organisation-select.tsx";

/** The blank forms to download, on demand with an organisation's name and code at the head. */
export function BlankForms() {
  const t = useT();
  const me = useMe();
  const [organisationId, setOrganisationId] = useState<string | null>(null);
  const query = organisationId ? `?organisationId=${encodeURIComponent(organisationId)}` : "";
  return (
    <section className="sheet stack" aria-labelledby="blank-forms">
      <h2 id="blank-forms">{t("web.forms.blank")}</h2>
      <p className="muted">{t("web.forms.blank_lead")}</p>
      <ul className="rows">
        {FORM_FAMILIES.map((family) => (
          <li key={family}>
            <div className="rows-main">{t(`form.title.${family}`)}</div>
            <span className="form-actions">
              {(["docx", "xlsx"] as const).map((format) => (
                <a
                  key={format}
                  href={`/files/forms/blank/${family}.${format}${query}`}
                  download
                  aria-label={`${t(`form.title.${family}`)} ${format.toUpperCase()}`}
                >
                  <DownloadOutlined aria-hidden /> {format.toUpperCase()}
                </a>
              ))}
            </span>
          </li>
        ))}
      </ul>
      <div>
        <label htmlFor="blank-for">{t("web.forms.blank_for")}</label>
        {isCoordinator(me) ? (
          <OrganisationSelect id="blank-for" value={organisationId} onChange={setOrganisationId} />
        ) : (
          <Select
            id="blank-for"
            style={{ width: "100%" }}
            allowClear
            value={organisationId ?? undefined}
            onChange={(next) => setOrganisationId(next ?? null)}
            options={me.memberships.map((m) => ({ value: m.organisationId, label: m.organisationName }))}
          />
        )}
      </div>
    </section>
  );
}
