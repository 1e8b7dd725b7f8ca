import { itemsOf, type SeedItem, type SeedList } from "./rows.ts";

const PROVINCES = `
110000 | 北京市 | Beijing
120000 | 天津市 | Tianjin
130000 | 河北省 | Hebei
140000 | 山西省 | Shanxi
150000 | 内蒙古自治区 | Inner Mongolia
210000 | 辽宁省 | Liaoning
220000 | 吉林省 | Jilin
230000 | 黑龙江省 | Heilongjiang
310000 | 上海市 | Shanghai
320000 | 江苏省 | Jiangsu
330000 | 浙江省 | Zhejiang
340000 | 安徽省 | Anhui
350000 | 福建省 | Fujian
360000 | 江西省 | Jiangxi
370000 | 山东省 | Shandong
410000 | 河南省 | Henan
420000 | 湖北省 | Hubei
430000 | 湖南省 | Hunan
440000 | 广东省 | Guangdong
450000 | 广西壮族自治区 | Guangxi
460000 | 海南省 | Hainan
500000 | 重庆市 | Chongqing
510000 | 四川省 | Sichuan
520000 | 贵州省 | Guizhou
530000 | 云南省 | Yunnan
540000 | 西藏自治区 | Tibet
610000 | 陕西省 | Shaanxi
620000 | 甘肃省 | Gansu
630000 | 青海省 | Qinghai
640000 | 宁夏回族自治区 | Ningxia
650000 | 新疆维吾尔自治区 | Xinjiang
710000 | 台湾省 | Taiwan
810000 | 香港特别行政区 | Hong Kong
820000 | 澳门特别行政区 | Macao`;

// Prefecture level, by province; within a province the codes count up from 01 in this order ("-" leaves a number out).
const CITIES: Record<string, string> = {
  13: "石家庄市 Shijiazhuang,唐山市 Tangshan,秦皇岛市 Qinhuangdao,邯郸市 Handan,邢台市 Xingtai,保定市 Baoding,张家口市 Zhangjiakou,承德市 Chengde,沧州市 Cangzhou,廊坊市 Langfang,衡水市 Hengshui",
  14: "太原市 Taiyuan,大同市 Datong,阳泉市 Yangquan,长治市 Changzhi,晋城市 Jincheng,朔州市 Shuozhou,晋中市 Jinzhong,运城市 Yuncheng,忻州市 Xinzhou,临汾市 Linfen,吕梁市 Lüliang",
  15: "呼和浩特市 Hohhot,包头市 Baotou,乌海市 Wuhai,赤峰市 Chifeng,通辽市 Tongliao,鄂尔多斯市 Ordos,呼伦贝尔市 Hulunbuir,巴彦淖尔市 Bayannur,乌兰察布市 Ulanqab",
  21: "沈阳市 Shenyang,大连市 Dalian,鞍山市 Anshan,抚顺市 Fushun,本溪市 Benxi,丹东市 Dandong,锦州市 Jinzhou,营口市 Yingkou,阜新市 Fuxin,辽阳市 Liaoyang,盘锦市 Panjin,铁岭市 Tieling,朝阳市 Chaoyang,葫芦岛市 Huludao",
  22: "长春市 Changchun,吉林市 Jilin City,四平市 Siping,辽源市 Liaoyuan,通化市 Tonghua,白山市 Baishan,松原市 Songyuan,白城市 Baicheng",
  23: "哈尔滨市 Harbin,齐齐哈尔市 Qiqihar,鸡西市 Jixi,鹤岗市 Hegang,双鸭山市 Shuangyashan,大庆市 Daqing,伊春市 Yichun,佳木斯市 Jiamusi,七台河市 Qitaihe,牡丹江市 Mudanjiang,黑河市 Heihe,绥化市 Suihua",
  32: "南京市 Nanjing,无锡市 Wuxi,徐州市 Xuzhou,常州市 Changzhou,苏州市 Suzhou,南通市 Nantong,连云港市 Lianyungang,淮安市 Huai'an,盐城市 Yancheng,扬州市 Yangzhou,镇江市 Zhenjiang,泰州市 Taizhou,宿迁市 Suqian",
  33: "杭州市 Hangzhou,宁波市 Ningbo,温州市 Wenzhou,嘉兴市 Jiaxing,湖州市 Huzhou,绍兴市 Shaoxing,金华市 Jinhua,衢州市 Quzhou,舟山市 Zhoushan,台州市 Taizhou,丽水市 Lishui",
  34: "合肥市 Hefei,芜湖市 Wuhu,蚌埠市 Bengbu,淮南市 Huainan,马鞍山市 Ma'anshan,淮北市 Huaibei,铜陵市 Tongling,安庆市 Anqing,-,黄山市 Huangshan,滁州市 Chuzhou,阜阳市 Fuyang,宿州市 Suzhou,-,六安市 Lu'an,亳州市 Bozhou,池州市 Chizhou,宣城市 Xuancheng",
  35: "福州市 Fuzhou,厦门市 Xiamen,莆田市 Putian,三明市 Sanming,泉州市 Quanzhou,漳州市 Zhangzhou,南平市 Nanping,龙岩市 Longyan,宁德市 Ningde",
  36: "南昌市 Nanchang,景德镇市 Jingdezhen,萍乡市 Pingxiang,九江市 Jiujiang,新余市 Xinyu,鹰潭市 Yingtan,赣州市 Ganzhou,吉安市 Ji'an,宜春市 Yichun,抚州市 Fuzhou,上饶市 Shangrao",
  37: "济南市 Jinan,青岛市 Qingdao,淄博市 Zibo,枣庄市 Zaozhuang,东营市 Dongying,烟台市 Yantai,潍坊市 Weifang,济宁市 Jining,泰安市 Tai'an,威海市 Weihai,日照市 Rizhao,-,临沂市 Linyi,德州市 Dezhou,聊城市 Liaocheng,滨州市 Binzhou,菏泽市 Heze",
  41: "郑州市 Zhengzhou,开封市 Kaifeng,洛阳市 Luoyang,平顶山市 Pingdingshan,安阳市 Anyang,鹤壁市 Hebi,新乡市 Xinxiang,焦作市 Jiaozuo,濮阳市 Puyang,许昌市 Xuchang,漯河市 Luohe,三门峡市 Sanmenxia,南阳市 Nanyang,商丘市 Shangqiu,信阳市 Xinyang,周口市 Zhoukou,驻马店市 Zhumadian",
  42: "武汉市 Wuhan,黄石市 Huangshi,十堰市 Shiyan,-,宜昌市 Yichang,襄阳市 Xiangyang,鄂州市 Ezhou,荆门市 Jingmen,孝感市 Xiaogan,荆州市 Jingzhou,黄冈市 Huanggang,咸宁市 Xianning,随州市 Suizhou",
  43: "长沙市 Changsha,株洲市 Zhuzhou,湘潭市 Xiangtan,衡阳市 Hengyang,邵阳市 Shaoyang,岳阳市 Yueyang,常德市 Changde,张家界市 Zhangjiajie,益阳市 Yiyang,郴州市 Chenzhou,永州市 Yongzhou,怀化市 Huaihua,娄底市 Loudi",
  44: "广州市 Guangzhou,韶关市 Shaoguan,深圳市 Shenzhen,珠海市 Zhuhai,汕头市 Shantou,佛山市 Foshan,江门市 Jiangmen,湛江市 Zhanjiang,茂名市 Maoming,-,-,肇庆市 Zhaoqing,惠州市 Huizhou,梅州市 Meizhou,汕尾市 Shanwei,河源市 Heyuan,阳江市 Yangjiang,清远市 Qingyuan,东莞市 Dongguan,中山市 Zhongshan",
  45: "南宁市 Nanning,柳州市 Liuzhou,桂林市 Guilin,梧州市 Wuzhou,北海市 Beihai,防城港市 Fangchenggang,钦州市 Qinzhou,贵港市 Guigang,玉林市 Yulin,百色市 Baise,贺州市 Hezhou,河池市 Hechi,来宾市 Laibin,崇左市 Chongzuo",
  46: "海口市 Haikou,三亚市 Sanya,三沙市 Sansha,儋州市 Danzhou",
  51: "成都市 Chengdu,-,自贡市 Zigong,攀枝花市 Panzhihua,泸州市 Luzhou,德阳市 Deyang,绵阳市 Mianyang,广元市 Guangyuan,遂宁市 Suining,内江市 Neijiang,乐山市 Leshan,-,南充市 Nanchong,眉山市 Meishan,宜宾市 Yibin,广安市 Guang'an,达州市 Dazhou,雅安市 Ya'an,巴中市 Bazhong,资阳市 Ziyang",
  52: "贵阳市 Guiyang,六盘水市 Liupanshui,遵义市 Zunyi,安顺市 Anshun,毕节市 Bijie,铜仁市 Tongren",
  53: "昆明市 Kunming,-,曲靖市 Qujing,玉溪市 Yuxi,保山市 Baoshan,昭通市 Zhaotong,丽江市 Lijiang,普洱市 Pu'er,临沧市 Lincang",
  61: "西安市 Xi'an,铜川市 Tongchuan,宝鸡市 Baoji,咸阳市 Xianyang,渭南市 Weinan,延安市 Yan'an,汉中市 Hanzhong,榆林市 Yulin,安康市 Ankang,商洛市 Shangluo",
  62: "兰州市 Lanzhou,嘉峪关市 Jiayuguan,金昌市 Jinchang,白银市 Baiyin,天水市 Tianshui,武威市 Wuwei,张掖市 Zhangye,平凉市 Pingliang,酒泉市 Jiuquan,庆阳市 Qingyang,定西市 Dingxi,陇南市 Longnan",
  63: "西宁市 Xining,海东市 Haidong",
  64: "银川市 Yinchuan,石嘴山市 Shizuishan,吴忠市 Wuzhong,固原市 Guyuan,中卫市 Zhongwei",
  65: "乌鲁木齐市 Ürümqi,克拉玛依市 Karamay,-,吐鲁番市 Turpan,哈密市 Hami",
};

const OTHERS = `
419001 | 济源市 | Jiyuan
445100 | 潮州市 | Chaozhou
445200 | 揭阳市 | Jieyang
445300 | 云浮市 | Yunfu
411202 | 湖滨区 | Hubin
411203 | 陕州区 | Shanzhou
411221 | 渑池县 | Mianchi
411224 | 卢氏县 | Lushi
411281 | 义马市 | Yima
411282 | 灵宝市 | Lingbao`;

// What maps that were drawn before still say.
const ALIASES: SeedItem[] = [
  { code: "411222", name: "陕县", nameEn: "Shanxian (until 2016)", parentCode: "411200", aliasOf: "411203" },
];

const parentOf = (code: string) => {
  if (code.endsWith("0000")) return null;
  if (code.endsWith("00") || code.slice(2, 4) === "90") return `${code.slice(0, 2)}0000`;
  return `${code.slice(0, 4)}00`;
};

function cities(): SeedItem[] {
  return Object.entries(CITIES).flatMap(([province, text]) =>
    text.split(",").flatMap((entry, i) => {
      if (entry === "-") return [];
      const [name = "", ...english] = entry.split(" ");
      const code = `${province}${String(i + 1).padStart(2, "0")}00`;
      return [{ code, name, nameEn: english.join(" "), parentCode: parentOf(code) }];
    }),
  );
}

/** Provinces, prefecture-level cities, and the counties of the first home; more come in as a new edition. */
export const areas: SeedList = {
  key: "area",
  edition: "GB/T 2260 2023",
  title: "行政区划",
  titleEn: "Administrative divisions",
  source: "GB/T 2260 及民政部 2023 年行政区划代码：省级、地级市及三门峡市各县（市、区），人工录入",
  validFrom: "2023-06-30",
  isConfirmed: true,
  items: [...itemsOf(PROVINCES, parentOf), ...cities(), ...itemsOf(OTHERS, parentOf), ...ALIASES].sort((a, b) =>
    a.code < b.code ? -1 : 1,
  ),
};
