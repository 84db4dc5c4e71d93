import type { Language } from '../schemas.ts';

/** The letters about signing in. They say nothing that a stranger typed: whoever signs up another's address must not
 *  choose a word of what is written to it. */
const LETTERS = {
  welcome: {
    en: {
      subject: 'Your sign-in to Steady',
      text: 'Welcome to Steady.\n\nSign in at {web} with this address and the temporary password\n\n    {password}\n\nYou will then choose a password of your own. The temporary one is good for seven days.\n\nIf you did not sign up, you need not do anything.\n',
    },
    ru: {
      subject: 'Вход в Steady',
      text: 'Добро пожаловать в Steady.\n\nВойдите на {web} с этим адресом и временным паролем\n\n    {password}\n\nЗатем вы зададите собственный пароль. Временный действует семь дней.\n\nЕсли вы не регистрировались, ничего делать не нужно.\n',
    },
    kk: {
      subject: 'Steady жүйесіне кіру',
      text: 'Steady-ге қош келдіңіз.\n\n{web} бетінде осы мекенжаймен және уақытша құпиясөзбен кіріңіз\n\n    {password}\n\nСодан кейін өз құпиясөзіңізді орнатасыз. Уақытша құпиясөз жеті күн жарамды.\n\nЕгер тіркелмеген болсаңыз, ештеңе істеудің қажеті жоқ.\n',
    },
    vi: {
      subject: 'Đăng nhập vào Steady',
      text: 'Chào mừng bạn đến với Steady.\n\nHãy đăng nhập tại {web} bằng địa chỉ này và mật khẩu tạm thời\n\n    {password}\n\nSau đó bạn sẽ tự đặt mật khẩu của mình. Mật khẩu tạm thời có hiệu lực trong bảy ngày.\n\nNếu bạn không đăng ký, bạn không cần làm gì cả.\n',
    },
  },
  known: {
    en: {
      subject: 'You have an account at Steady',
      text: 'Somebody, perhaps you, signed up to Steady with this address. It has an account already, and nothing was changed.\n\nSign in at {web} as always. If you have forgotten your password, choose "Forgot your password?" there.\n\nIf it was not you, you need not do anything.\n',
    },
    ru: {
      subject: 'У вас уже есть учётная запись в Steady',
      text: 'Кто-то, возможно вы, зарегистрировался в Steady с этим адресом. У него уже есть учётная запись, и ничего не изменилось.\n\nВойдите на {web} как обычно. Если вы забыли пароль, выберите там «Забыли пароль?».\n\nЕсли это были не вы, ничего делать не нужно.\n',
    },
    kk: {
      subject: 'Steady-де тіркелгіңіз бар',
      text: 'Біреу, мүмкін өзіңіз, осы мекенжаймен Steady-ге тіркелді. Бұл мекенжайда тіркелгі бұрыннан бар, ештеңе өзгерген жоқ.\n\n{web} бетінде әдеттегідей кіріңіз. Құпиясөзді ұмытсаңыз, сол жерде «Құпиясөзді ұмыттыңыз ба?» дегенді таңдаңыз.\n\nЕгер бұл сіз болмасаңыз, ештеңе істеудің қажеті жоқ.\n',
    },
    vi: {
      subject: 'Bạn đã có tài khoản Steady',
      text: 'Ai đó, có thể là bạn, đã đăng ký Steady bằng địa chỉ này. Địa chỉ đã có tài khoản và không có gì thay đổi.\n\nHãy đăng nhập tại {web} như thường lệ. Nếu bạn quên mật khẩu, hãy chọn "Quên mật khẩu?" ở đó.\n\nNếu không phải bạn, bạn không cần làm gì cả.\n',
    },
  },
} as const satisfies Record<string, Record<Language, { subject: string; text: string }>>;
export type Letter = keyof typeof LETTERS;

export function letterIn(language: Language, letter: Letter, words: Readonly<Record<'web' | 'password', string>>) {
  const { subject, text } = LETTERS[letter][language];
  return { subject, text: text.replace(/\{(web|password)\}/g, (_, word: 'web' | 'password') => words[word]) };
}
