import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import MailComposer from 'nodemailer/lib/mail-composer';
import { setting } from '#shared/env';

const ses = new SESClient();

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly language: string;
}

/** Sends one mail, from us. Whoever asks twice sends twice: mail knows no idempotency. */
export async function post({ to, subject, text, language }: Mail): Promise<void> {
  const mail = new MailComposer({
    from: { name: 'Steady', address: setting('SENDER') },
    to: { name: '', address: to },
    subject,
    text,
    headers: { 'Content-Language': language, 'Auto-Submitted': 'auto-generated' },
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const Data = await mail.compile().build();
  await ses.send(new SendRawEmailCommand({ Destinations: [to], RawMessage: { Data } }));
}
