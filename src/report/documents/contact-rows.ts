import type { Contract } from '../../contract/index.ts';

/** One way to reach somebody, ready to print; a dash where there is none. */
export type ContactRow = Readonly<Record<'side' | 'purpose' | 'holder' | 'phone' | 'fax' | 'mail', string>>;

/** How each side reaches the other: the contractor's lines, then the city's. */
export function contactRows({ service, city }: Contract): ContactRow[] {
  const rows = (['contractor', 'city'] as const).flatMap((side) =>
    service.contacts.filter((contact) => contact.side === side),
  );
  return rows.map(({ side, purpose, holder, phone, fax, mail }) => ({
    side: side === 'contractor' ? '受託者' : city.name.ja,
    purpose,
    holder,
    phone: phone ?? '－',
    fax: fax ?? '－',
    mail: mail ?? '－',
  }));
}
