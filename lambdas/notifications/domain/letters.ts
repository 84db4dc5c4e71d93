/* What somebody is told by letter, by the language in which they read it. */

/** What was paid ahead ends. */
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

/** A renewal was not paid. */
const FAILING = {
  en: {
    subject: 'The payment for your Premium did not go through',
    text: 'Your bank did not let the payment for Premium through. It is tried again in the next days, and you need not pay twice.\n\nYour Premium goes on until {day}. If your card has changed, put in the new one in Steady, under billing, and the payment is made with it.\n\nIf none goes through by then, your membership is Basic. All that you have logged stays.\n',
  },
  ru: {
    subject: 'Оплата Premium не прошла',
    text: 'Банк не пропустил оплату Premium. В ближайшие дни попытка повторится, платить дважды не нужно.\n\nPremium действует до {day}. Если у вас новая карта, укажите её в Steady в разделе оплаты, и платёж пройдёт с неё.\n\nЕсли до этого дня оплата не пройдёт, у вас будет Basic. Всё, что вы записали, сохранится.\n',
  },
  kk: {
    subject: 'Premium төлемі өтпеді',
    text: 'Банк Premium төлемін өткізбеді. Жақын күндері ол қайталанады, екі рет төлеудің қажеті жоқ.\n\nPremium {day} күніне дейін жұмыс істейді. Картаңыз өзгерсе, Steady-дегі төлем бөлімінде жаңасын көрсетіңіз, төлем сонымен өтеді.\n\nОсы күнге дейін төлем өтпесе, мүшелігіңіз Basic болады. Жазғандарыңыздың бәрі сақталады.\n',
  },
  vi: {
    subject: 'Khoản thanh toán Premium của bạn chưa thành công',
    text: 'Ngân hàng chưa cho khoản thanh toán Premium của bạn đi qua. Trong vài ngày tới khoản này sẽ được thử lại, bạn không phải trả hai lần.\n\nPremium của bạn vẫn dùng được đến {day}. Nếu bạn đã đổi thẻ, hãy nhập thẻ mới trong phần thanh toán của Steady, khoản tiền sẽ được trừ từ thẻ đó.\n\nNếu đến ngày đó vẫn không thành công, gói của bạn sẽ là Basic. Mọi điều bạn đã ghi lại vẫn được giữ nguyên.\n',
  },
} as const;

const LETTERS = { ending: ENDING, failing: FAILING };

/** A letter that names a day, on its reader's own calendar. */
export function letterOf(kind: keyof typeof LETTERS, language: keyof typeof ENDING, zone: string, until: string) {
  const { subject, text } = LETTERS[kind][language];
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: zone }).format(Date.parse(until));
  const dated = (words: string) => words.replaceAll('{day}', day);
  return { subject: dated(subject), text: dated(text) };
}
