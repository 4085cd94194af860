import { z } from 'zod';
import { bilingual, day } from './fields.ts';

/** Documents with a version, a number and a sign-off of their own; staffing plans are versions of a month's plan. */
export const documentKinds = [
  /** コールセンター開設準備計画書. */
  'openingPlan',
  /** 業務体制表. */
  'organisation',
  /** 業務履歴書 of one person. */
  'careerRecord',
  /** 緊急時体制・事件事故対応策. */
  'emergencyPlan',
  /** 入電急増時の席数. */
  'surgePlan',
  /** 日報. */
  'dailyReport',
  /** 月報. */
  'monthlyReport',
  /** 実績報告書. */
  'performanceReport',
  /** 委託業務完了報告書. */
  'completionReport',
  /** 改善報告書. */
  'improvementReport',
  /** 勧奨業務実施判定資料. */
  'outboundEvidence',
  /** 協議記録・議事録. */
  'minutes',
  /** 随時報告. */
  'adHocReport',
  /** 引継書. */
  'handover',
] as const;

/** One kind of document. */
export type DocumentKind = (typeof documentKinds)[number];

/** How one kind of document is called and looks under this contract; what is left out is as usual. */
const form = z.object({
  name: bilingual.optional(),
  numberPrefix: z.string().min(1).optional(),
  /** View below `views/print/forms/`, without `.hbs`. */
  view: z
    .string()
    .regex(/^[a-z0-9-]+$/)
    .optional(),
  addressee: z.string().min(1).optional(),
  /** Article of the specification that asks for it, as printed: 第2章2(2)ア・イ. */
  basis: z.string().min(1).optional(),
});

/** `documents` of the contract: names, forms, deadlines and who signs. */
export const documentsSchema = z.object({
  staffingPlan: z.object({ name: bilingual, numberPrefix: z.string().min(1) }),
  contractorSteps: z.array(bilingual).min(1),
  citySteps: z.array(bilingual).min(1),
  /** Whether nobody may sign two steps of one version. */
  separateSigners: z.boolean().default(false),
  forms: z.partialRecord(z.enum(documentKinds), form).default({}),
  deadlines: z
    .object({
      /** Day of the next month by which 委託業務完了報告書 and 実績報告書 are due. */
      reportDayOfNextMonth: z.number().int().min(1).max(28).default(10),
      /** Where a deadline falls on a closed day: the open day before or after it (A13). */
      onClosedDay: z.enum(['before', 'after']).default('before'),
      /** Day of the month before by which a month's staffing plan is submitted. */
      planDayOfMonthBefore: z.number().int().min(1).max(28).default(25),
      /** Open days after the conclusion of the contract within which what is due 速やかに is handed in (A14). */
      promptOpenDays: z.number().int().min(0).max(60).default(10),
      /** Days within which the city pays after the invoice has come. */
      paymentDays: z.number().int().min(0).max(120).default(30),
    })
    .default({
      reportDayOfNextMonth: 10,
      onClosedDay: 'before',
      planDayOfMonthBefore: 25,
      promptOpenDays: 10,
      paymentDays: 30,
    }),
});

/** `service` of the contract: what documents tell of the work besides its planning. All of it may be left out. */
export const serviceSchema = z.object({
  /** Day on which the contract was concluded. */
  concludedOn: day.nullable().default(null),
  /** Who answers for the contract at the contractor (本契約の責任者). */
  officer: z.string().min(1).nullable().default(null),
  /** How each side reaches the other. */
  contacts: z
    .array(
      z.object({
        side: z.enum(['contractor', 'city']),
        purpose: z.string().min(1),
        holder: z.string().min(1),
        phone: z.string().nullable().default(null),
        fax: z.string().nullable().default(null),
        mail: z.string().nullable().default(null),
      }),
    )
    .default([]),
  /** Work before the opening, with its state. */
  preparation: z
    .array(
      z.object({
        task: z.string().min(1),
        owner: z.string().min(1),
        start: day,
        end: day,
        doneOn: day.nullable().default(null),
        note: z.string().default(''),
      }),
    )
    .default([]),
  /** Planned training; its material is shown to the city first. */
  training: z
    .array(
      z.object({
        name: z.string().min(1),
        date: day,
        hours: z.number().positive(),
        materialConfirmedOn: day.nullable().default(null),
      }),
    )
    .default([]),
  /** Venues of delivery that callers are booked for or ask about. */
  venues: z
    .array(
      z.object({
        code: z.string().min(1),
        name: z.string().min(1),
        takesWalkIns: z.boolean().default(false),
      }),
    )
    .default([]),
  /** Reasons for calls, each of one queue. */
  reasons: z
    .array(z.object({ code: z.string().min(1), name: z.string().min(1), queue: z.string().min(1) }))
    .default([]),
  /** Whom callers are referred to, by the rule agreed with the city. */
  guides: z
    .array(
      z.object({
        code: z.string().min(1),
        name: z.string().min(1),
        phone: z.string().nullable(),
        rule: z.string(),
      }),
    )
    .default([]),
  /** What happens in an emergency. */
  emergency: z
    .object({
      /** In the order in which they are called. */
      contacts: z.array(
        z.object({ who: z.string().min(1), phone: z.string().min(1), role: z.string().min(1) }),
      ),
      measures: z.array(
        z.object({
          event: z.string().min(1),
          measure: z.string().min(1),
          reportWithinMinutes: z.number().int().positive(),
        }),
      ),
    })
    .default({ contacts: [], measures: [] }),
  /** What the specification asks to be so: premises, certificates, rules; with the file that shows it. */
  facts: z
    .array(
      z.object({
        topic: z.string().min(1),
        text: z.string().min(1),
        attachment: z.string().nullable().default(null),
      }),
    )
    .default([]),
  /** Other employers whose people work here (再委託), with the city's approval. */
  subcontractors: z
    .array(z.object({ name: z.string().min(1), part: z.string().min(1), approvedOn: day.nullable() }))
    .default([]),
});
