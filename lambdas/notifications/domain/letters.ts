/** What somebody is told by letter, by the language in which they read it. */
const ENDING = {
  en: {
    subject: 'Your Premium is paid until {day}',
    text: 'What you have paid for Premium lasts until {day}. It does not renew by itself, and nothing is charged.\n\nTo keep it, pay for another month or year in Steady, before that day or after it: what you pay for is added to what is left.\n\nIf you do nothing, your membership is Basic from then on. All that you have logged stays.\n',
  },
  ru: {
    subject: 'Ваш Premium оплачен до {day}',
    text: 'Premium оплачен до {day}. Он не продлевается сам, и деньги не списываются.\n\nЧтобы сохранить его, оплатите в Steady ещё месяц или год, до этого дня или после: оплаченное время прибавится к оставшемуся.\n\nЕсли ничего не делать, дальше у вас будет Basic. Всё, что вы записали, сохранится.\n',
  },
  kk: {
    subject: 'Premium {day} күніне дейін төленген',
    text: 'Premium {day} күніне дейін төленген. Ол өздігінен ұзартылмайды, ақша да алынбайды.\n\nОны сақтау үшін Steady-де тағы бір айға немесе жылға төлеңіз, осы күнге дейін де, одан кейін де болады: төленген уақыт қалғанына қосылады.\n\nЕштеңе істемесеңіз, әрі қарай мүшелігіңіз Basic болады. Жазғандарыңыздың бәрі сақталады.\n',
  },
  vi: {
    subject: 'Premium của bạn đã được thanh toán đến {day}',
    text: 'Premium của bạn đã được thanh toán đến {day}. Gói không tự gia hạn và không có khoản tiền nào bị trừ.\n\nĐể giữ Premium, hãy thanh toán thêm một tháng hoặc một năm trong Steady, trước hay sau ngày đó đều được: thời gian bạn trả thêm được cộng vào phần còn lại.\n\nNếu bạn không làm gì, sau đó gói của bạn sẽ là Basic. Mọi điều bạn đã ghi lại vẫn được giữ nguyên.\n',
  },
} as const;

/** Until when what somebody paid ahead lasts, on their own calendar. */
export function endingLetter(language: keyof typeof ENDING, zone: string, until: string) {
  const { subject, text } = ENDING[language];
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: zone }).format(Date.parse(until));
  const dated = (words: string) => words.replaceAll('{day}', day);
  return { subject: dated(subject), text: dated(text) };
}
