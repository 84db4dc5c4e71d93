import type { DocumentName, Language } from '../schemas.ts';

interface Document {
  readonly version: string;
  readonly texts: Readonly<Record<Language, string>>;
}

/** What people are asked to consent to. Whoever changes a text gives it a new version: what was consented to is known by
 *  both. */
export const CURRENT: Readonly<Record<DocumentName, Document>> = {
  'health-data': {
    version: '2026-01',
    texts: {
      en: 'I agree that Steady keeps what I record about my health: how I smoke, my cravings, lapses, moods and measurements. It is used to work out my plan and my progress, and shown to me and to the coach I choose. I can withdraw this at any time; then nothing more is recorded, and on my request everything is erased.',
      ru: 'Я согласен (согласна), чтобы Steady хранил то, что я записываю о своём здоровье: как я курю, тягу, срывы, настроение и измерения. Эти данные нужны для моего плана и моих результатов, их вижу я и выбранный мной наставник. Я могу отозвать согласие в любое время: новые записи прекратятся, а по моей просьбе всё будет удалено.',
      kk: 'Steady менің денсаулығым туралы жазғандарымды сақтауына келісемін: темекі шегуім, құмарлық, қайта бастау, көңіл күй және өлшемдер. Бұл деректер менің жоспарым мен нәтижелерім үшін қолданылады, оларды мен және өзім таңдаған тәлімгер көреді. Келісімді кез келген уақытта қайтарып ала аламын: жаңа жазбалар тоқтайды, ал өтінішім бойынша бәрі жойылады.',
      vi: 'Tôi đồng ý để Steady lưu những gì tôi ghi về sức khoẻ của mình: việc hút thuốc, cơn thèm, lần tái hút, tâm trạng và các chỉ số đo. Dữ liệu được dùng để lập kế hoạch và tính tiến độ của tôi, chỉ tôi và người hướng dẫn tôi chọn được xem. Tôi có thể rút lại bất cứ lúc nào: sẽ không ghi thêm gì nữa, và mọi thứ sẽ được xoá khi tôi yêu cầu.',
    },
  },
  terms: {
    version: '2026-01',
    texts: {
      en: 'Steady helps people stop smoking and book those who help them. It does not replace a doctor; in an emergency call your local emergency number. Use your own account, treat others with respect, and pay for what you book. We may close an account that harms others. You can close yours at any time.',
      ru: 'Steady помогает бросить курить и записаться к тем, кто в этом помогает. Сервис не заменяет врача; в экстренном случае звоните в службу спасения. Пользуйтесь своей учётной записью, уважайте других и оплачивайте то, на что записались. Мы можем закрыть учётную запись, которая вредит другим. Свою вы можете закрыть в любое время.',
      kk: 'Steady темекіні тастауға және соған көмектесетін адамдарға жазылуға жәрдемдеседі. Қызмет дәрігерді алмастырмайды; шұғыл жағдайда жедел көмек нөміріне қоңырау шалыңыз. Өз тіркелгіңізді пайдаланыңыз, басқаларды сыйлаңыз және жазылған қызметіңізге ақы төлеңіз. Басқаларға зиян келтіретін тіркелгіні жабуымыз мүмкін. Өз тіркелгіңізді кез келген уақытта жаба аласыз.',
      vi: 'Steady giúp bạn bỏ thuốc lá và đặt lịch với những người hỗ trợ bạn. Dịch vụ không thay thế bác sĩ; trong trường hợp khẩn cấp hãy gọi số cấp cứu tại nơi bạn ở. Hãy dùng tài khoản của chính mình, tôn trọng người khác và thanh toán những gì đã đặt. Chúng tôi có thể đóng tài khoản gây hại cho người khác. Bạn có thể đóng tài khoản của mình bất cứ lúc nào.',
    },
  },
  privacy: {
    version: '2026-01',
    texts: {
      en: 'We keep your name, address, language and time zone to run your account, and what you record to serve you. It is encrypted under a key of your own, is not sold, and is shown only to you and to those you choose. Security events are kept for 400 days. You can export your data or have it erased at any time.',
      ru: 'Мы храним ваше имя, адрес, язык и часовой пояс, чтобы вести вашу учётную запись, и ваши записи, чтобы вам помогать. Данные зашифрованы вашим собственным ключом, не продаются и видны только вам и тем, кого вы выберете. События безопасности хранятся 400 дней. Вы можете выгрузить свои данные или удалить их в любое время.',
      kk: 'Тіркелгіңізді жүргізу үшін атыңызды, мекенжайыңызды, тіліңіз бен уақыт белдеуіңізді, ал сізге көмектесу үшін жазбаларыңызды сақтаймыз. Деректер өз кілтіңізбен шифрланады, сатылмайды және тек сізге әрі өзіңіз таңдағандарға көрінеді. Қауіпсіздік оқиғалары 400 күн сақталады. Деректеріңізді кез келген уақытта жүктеп алуға немесе жоюға болады.',
      vi: 'Chúng tôi lưu tên, địa chỉ, ngôn ngữ và múi giờ của bạn để vận hành tài khoản, và những gì bạn ghi để phục vụ bạn. Dữ liệu được mã hoá bằng khoá riêng của bạn, không bị bán, và chỉ hiển thị cho bạn cùng những người bạn chọn. Các sự kiện bảo mật được lưu 400 ngày. Bạn có thể xuất hoặc yêu cầu xoá dữ liệu của mình bất cứ lúc nào.',
    },
  },
};
