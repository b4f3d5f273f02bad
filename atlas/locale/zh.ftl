# 命令行与网站的中文文本。每条消息在 en.ftl 中都有对应的一条。

## 结果的级别

level-error = 错误
level-warning = 警告
level-notice = 提示

## 检查结果：错在哪里，以及（.fix）如何改正

not-utf8 = 文件不是 UTF-8 编码：无法读取字节 { $byte }。
    .fix = 请在编辑器中以 UTF-8 编码重新保存该文件。
turtle-syntax = 不是有效的 Turtle：{ $detail }。
    .fix = 请查看本行和上一行：通常是缺少“;”、“.”或右引号。
dangling-link = 图谱中没有对 { $target } 的任何描述。
    .fix = { $guess ->
        [none] 请编写它的文件，或更正名称。
       *[other] 请编写它的文件，或更正名称。是否应为 { $guess }？
    }
wrong-path = 路径 { $path } 不符合 <栏目>/<标识>.ttl 的形式。
    .fix = 请使用下列栏目之一：{ $sections }；标识只能由小写字母、数字和单个连字符组成，且不能是 index。
no-own-entity = 文件没有描述其路径所指的实体 { $expected }。
    .fix = 请重命名文件，或以 { $expected } 作为陈述的主语。
foreign-subject = { $subject } 不应出现在本文件中，本文件属于 { $expected }。
    .fix = 请将这些陈述移到 { $subject } 的文件中，或更正主语。
no-class = { $subject } 没有与其位置相符的类。
    .fix = 请在“a”之后填写下列之一：{ $classes }。
wrong-section = { $subject } 属于 { $cls }，应放在文件夹 { $section }/ 中。
    .fix = 请将文件移到 { $section }/ 并更改其 IRI，或更正其类。
blank-node = 文件使用了空白节点，无法被链接。
    .fix = 请为其命名，例如使用片段 :grant-2010。
hidden-character = 文本含有改变书写方向的不可见字符。
    .fix = 请重新输入该文本，或删除该字符（U+202A 至 U+202E、U+2066 至 U+2069、U+200E、U+200F、U+061C）。
unsafe-link = { $link } 不是网址。
    .fix = 请使用以 https:// 或 http:// 开头的 IRI。
unknown-term = 词汇表中没有术语 { $term }。
    .fix = 请更正拼写；本体页面列有全部术语。
no-such-field = { $predicate } 不是“{ $cls }”类的字段。
    .fix = 请更正该属性，或在 ontology/shapes/ 中为其添加属性形状。
duplicate-label = 名称“{ $label }”已被使用：{ $other } 中也有。
    .fix = 如为同一事物，请合并文件；否则请使名称有所区别。
uncited-paragraph = 图谱中没有内容引用来源文件的段落 { $paragraph }。
    .fix = 请收录该段内容并以 dcterms:source 注明出处；如无可收录，请用 atlas:leftOut 以两种语言说明原因。
shape-unplaced = 属性形状 { $shape } 缺少 IRI、路径或页面版块。
    .fix = 请为该形状命名，并写明 sh:path 和 sh:group。
unknown-icon = 没有名为“{ $name }”的图标。
    .fix = 请改用Material Design Icons图标集中的名称，见 https://pictogrammers.com/library/mdi/。
shapes-unusable = 形状无法使用，因此未据以检查：{ $detail }
    .fix = 请改正 ontology/shapes/ 中所指的形状。
no-entities = 文件夹 { $folder } 没有描述基础 IRI { $base } 之下的任何事物。
    .fix = { $namespaces ->
        [none] 请确认文件夹中有 Turtle 文件（.ttl）。
       *[other] 请用 --base 给出您自己的基础 IRI。多数主语位于：{ $namespaces }。
    }
not-formatted = 文件不符合统一的 Turtle 格式。
    .fix = 请运行“make fmt”。
mkdocs-failed = MkDocs 未能生成网站：{ $detail }
    .fix = 上一次成功生成的网站未受影响。请改正上述问题后重新生成。

chart-unreadable = 无法读取图表：{ $detail }。
    .fix = 请改正该处的 TOML；写法可参照同一文件夹中的其他图表。
chart-field = 图表缺少“{ $field }”，或其类型不对。
    .fix = 请补充：文字须有网站的每种语言，mark 为“bars”或“columns”，order 为整数，query 为文本。
chart-query = 无法读取图表的查询语句：{ $detail }
    .fix = 请更正 SPARQL；查询页面会指出错误所在。
chart-columns = 图表的查询语句没有选出绘图所需的内容。
    .fix = 请选出 ?value 和一个表示分组的变量，或 ?startDate 和 ?endDate；可另加 ?series、?unit 和 ?figure。
chart-empty = 图表的查询语句没有结果，无可绘制。
    .fix = 请更正查询语句；如图谱中已无这些数值，请删除该文件。
chart-units = 图表中的数值单位不一：{ $units }。
    .fix = 请使查询语句只选出同一单位的数值。
chart-series = 图表的系列超过 { $most } 个。
    .fix = 请减少系列，或分成几个图表：颜色再多便难以分辨。
chart-number = “{ $value }”不能作为条形的长度。
    .fix = 请使每一行的 ?value 都是不小于零的数字。
chart-unbound = 图表的查询语句在某一行中没有给出 ?{ $variable }。
    .fix = 请使每一行都给出所属分组。

shacl-min-count = { $entity }：“{ $field }”（{ $predicate }）至少需要 { $least } 个值。
    .fix = 请补充 { $predicate }。{ $help }
shacl-max-count = { $entity }：“{ $field }”（{ $predicate }）最多只能有 { $most } 个值。
    .fix = 请保留正确的值，删除其余的值。
shacl-class = { $entity }：“{ $field }”（{ $predicate }）的值 { $value } 不属于规定的类。
    .fix = 应为：{ $expected }。
shacl-datatype = { $entity }：“{ $field }”（{ $predicate }）的值“{ $value }”形式不对。
    .fix = 应为：{ $expected }。
shacl-node-kind = { $entity }：“{ $field }”（{ $predicate }）的值“{ $value }”必须是链接。
    .fix = 请写带前缀的名称，或用尖括号括起的 IRI，不加引号。
shacl-language-in = { $entity }：“{ $field }”（{ $predicate }）的文本“{ $value }”没有允许的语言标记。
    .fix = 请在右引号后加上下列标记之一：{ $languages }。
shacl-unique-lang = { $entity }：“{ $field }”（{ $predicate }）在同一语言中有两个文本。
    .fix = 每种语言请只保留一个文本；其他名称请写入 skos:altLabel。
shacl-pattern = { $entity }：“{ $field }”（{ $predicate }）的值“{ $value }”形式不对。
    .fix = { $help }
shacl-min-length = { $entity }：“{ $field }”（{ $predicate }）的文本“{ $value }”过短。
    .fix = { $help }
shacl-min-inclusive = { $entity }：“{ $field }”（{ $predicate }）的值 { $value } 过小。
    .fix = { $help }
shacl-max-inclusive = { $entity }：“{ $field }”（{ $predicate }）的值 { $value } 过大。
    .fix = { $help }
shacl-or = { $entity }：“{ $field }”（{ $predicate }）的值“{ $value }”不属于任何允许的种类。
    .fix = 应为：{ $expected }。
shacl-other = { $entity }：“{ $field }”（{ $predicate }）：{ $detail }
    .fix = { $help }

## 命令行的进度与结果

check-good = { $files } 个文件，{ $statements } 条陈述：没有问题。
check-bad = { $errors } 个错误，{ $warnings } 个警告。
build-done = { $entities } 个实体，{ $pages } 个页面：{ $folder }
build-stopped = 未生成。{ $folder } 中的网站保持原样。
served-at = 网站地址：{ $address }（按 Ctrl+C 停止）。
file-written = 已写入：{ $path }
file-exists = { $path } 已存在。
section-unknown = 没有栏目 { $section }。可用栏目：{ $sections }。
slug-empty = 无法由名称“{ $label }”得出标识；请用 --slug 指定。

## 网站页面

home = 首页
breadcrumb = 当前位置
comma = 、
list-separator = ；
yes = 是
no = 否
only-in = { $language ->
    [en] 仅有英文
    [zh] 仅有中文
   *[other] 仅有 { $language }
}
also-called = 又称
deprecated = 该条目已停用，仅为已有链接而保留。
use-instead = 请改用：
facts = 事实
part-name = 名称
linked-from = 链接到此的条目
named-within = 与所含地点有关的条目
inverse-of = 以此为“{ $name }”的条目
coverage-document = 来源文件
coverage-paragraphs = 段落
coverage-cited = 已引用
coverage-left-out = 无可收录
coverage-entities = 以其为据的条目
coverage-figures = 数据
not-stated = 资料未载明
questions-list = 全部问题
the-answer = 答案：{ $rows }行
the-query = SPARQL查询语句
in-detail = { $name }（逐项）：{ $count }
show-more = 显示其余{ $count }项
this-page = 本页
as-data = 数据格式：
format-ttl = Turtle
format-jsonld = JSON-LD
format-nt = N-Triples
format-bib = BibTeX
format-ics = 添加到日历
cite-separator = ，
cite-as = 引用格式：
edit-this = 编辑此条目
all-entities = 全部条目
entries = { $count }个条目
holds = 目前收录{ $entities }个条目、{ $triples }条陈述；其中{ $parts }个组成部分（决定段落、成果、数据、来源段落）各有独立网址。
ontology-title = 数据模型
ontology-lead = 本图谱描述哪些事物、这些事物有哪些属性、使用哪些取值表，逐项列出。本页由本体自动生成。
ontology-classes = 类
ontology-properties = 属性
narrower-than = 属于
inverse-name = 反向名称：
fields = { $count }个字段
field = 字段
property = 属性
how-many = 数量
values = 取值
meaning = 含义
entries-of = 查看全部{ $count }个条目
language-en = English
language-zh = 中文
nav-home = 首页
nav-browse = 浏览
nav-overviews = 综览
nav-data = 问答与数据
nav-about = 关于图谱
menu = 菜单
skip = 跳到正文
colours-auto = 配色：跟随系统。点击切换到浅色
colours-light = 配色：浅色。点击切换到深色
colours-dark = 配色：深色。点击切换到跟随系统
nav-model = 数据模型
part-of = 所属条目
download-file = 文件
download-metadata = 元数据
download-holds = 内容
holds-ttl = 全部条目，Turtle格式，紧凑易读
holds-nt = 内容相同，N-Triples格式，每行一条陈述，按序排列，任何工具都能比较两个版本
holds-jsonld = 内容相同，JSON-LD格式，适合读取JSON的程序
holds-rdf = 内容相同，RDF/XML格式，适合较早的工具
holds-trig = 内容相同，TriG格式：每个源文件对应一个命名图，并注明各文件最后修改的时间和位置
holds-rdfc10-sha256 = 规范化哈希值（RDFC-1.0），上述各种格式均与之相符
holds-ontology = 类和属性（OWL），与schema.org、SKOS、PROV-O等通用词汇表相对应
holds-shapes = 各类条目必须写明和可以写明的内容（SHACL）
holds-concepts = 取值表：类型、单位、状态等（SKOS）
holds-catalog = 供数据目录使用的数据集描述（DCAT 3），含文件大小和校验和
holds-void = 供程序查找链接的数据集描述（VoID），按类和属性计数
holds-sha256sums = “data”下全部文件的校验和
nav-releases = 版本
releases = 版本
releases-lead = 数据每个版本逐条目的变化，以及增加和删除的陈述。
release-title = { $name }版
release-next = 尚未发布
release-next-lead = { $name }版发布以来的变化。
release-none = 尚未发布任何版本。网站显示的是图谱的当前内容。
release-counts = 新增{ $added }条，修改{ $changed }条，移除{ $removed }条
release-column = 版本
release-day = 日期
release-entries = 条目
release-files = 陈述
release-added = 增加{ $count }条
release-removed = 删除{ $count }条
release-feed = 用阅读器订阅版本更新
release-first = 这是第一个版本，全部内容都是新的。
release-new-entries = 新条目
release-changed-entries = 有修改的条目
release-gone-entries = 已移除的条目
release-property = 属性
release-before = 修改前
release-after = 修改后
last-changed = 事实最近修改于{ $date }

## 栏目列表与筛选

browse-kinds = 按类型
browse-title = { $title }（第{ $number }页）
browse-pages = 列表分页
browse-previous = 上一页
browse-next = 下一页
browse-page = 第{ $number }页，共{ $count }页
browse-search = 在本列表中查找
browse-filters = 筛选
browse-chosen = 已选条件
browse-clear = 全部清除
browse-remove = 移除筛选条件“{ $name }”
browse-sort = 排序方式
browse-sort-name = 名称
browse-sort-number = 编号
browse-sort-newest = 日期由近及远
browse-sort-oldest = 日期由远及近
browse-results = 列表
browse-found = 共{ $all }个条目，找到{ $found }个
browse-none = 没有同时符合这些条件的条目。
browse-csv = 下载CSV文件
browse-all-values = 显示全部{ $count }项
browse-fewer = 收起
browse-more = { $names }及另外{ $count }项
browse-decade = { $year }年代
browse-span = { $from }至{ $to }
browse-summary = 摘要

## 供其他工具使用的文件

date-as-stated = 原文只写明{ $date }
amount = { $number }{ $unit }
qualified = { $qualifier }{ $amount }

## 图表

chart-period = { $start }-{ $end }年
chart-periods = 时期
chart-millions = 百万{ $unit }
chart-alt = 条形图，共{ $count }个数值（{ $unit }），最小为{ $least }（{ $least_of }），最大为{ $most }（{ $most_of }）。图表下方的表格列有全部数值。
chart-source = 资料来源：
chart-counted = 根据本图谱条目统计，各条目均注明出处。
chart-table = 数据表

## 查询页面

as-query = 查看对应的查询
run-question = 运行查询
query-no-script = 查询由脚本在浏览器中运行。脚本停用时，请查阅“问与答”页面和数据文件，内容相同。
query-old-browser = 此浏览器不支持WebAssembly或版本过旧，无法运行查询。请查阅“问与答”页面和数据文件，内容相同。
query-no-engine = 无法加载查询引擎。请稍后再试，或改用较新的浏览器。
query-unreadable = 无法读取图谱数据，因此不能运行查询。请稍后再试。
query-example = 问题
query-own = 自行编写查询
query-editor = SPARQL查询
query-completions = 候选项
query-run = 运行
query-run-keys = 在查询框中按Ctrl+Enter或⌘+Enter
query-cancel = 取消
query-copy = 复制链接
query-copied = 链接已复制。
query-not-copied = 浏览器不允许复制；本页地址即为链接。
query-starting = 正在加载数据……
query-running = 正在运行……
query-cancelled = 已取消。
query-too-long = 查询运行{ $seconds }秒后已停止。请缩小范围，例如使用LIMIT或增加条件。
query-crashed = 查询所需内存超出浏览器限度，已停止。请缩小范围，例如使用LIMIT。
query-empty = 尚无查询。请编写查询或选择一个问题。
query-no-question = 该问题已不存在。请另选问题或编写查询。
query-reads-only = 此处只能查询数据，不能修改。请以SELECT、ASK、CONSTRUCT或DESCRIBE开头。
query-unknown-prefix = 第{ $line }行第{ $column }列：前缀“{ $prefix }:”不明。请用PREFIX声明，或予以更正。
query-wrong = 第{ $line }行第{ $column }列：不符合SPARQL语法。
query-expected = 此处可用：{ $listed }。
query-failed = 无法运行此查询。
query-show-place = 显示位置
query-results = 结果
query-rows = { $count ->
        [0] 没有结果
       *[other] { $count }行
    }，用时{ $milliseconds }毫秒
query-statements = { $count ->
        [0] 没有陈述
       *[other] { $count }条陈述
    }，用时{ $milliseconds }毫秒
query-answered = 答案：{ $answer }，用时{ $milliseconds }毫秒
query-view = 显示方式
query-table = 表格
query-raw = 原始数据
query-download = 下载
query-more = 再显示{ $count }行（尚余{ $left }行）
query-part = { $owner }，{ $part }

## 搜索。由脚本填入的内容写在单独的花括号中。
search-title = 搜索
search-lead = 先查名称、简称和文号，再查全文。
search-label = 搜索图谱
search-placeholder = 搜索
search-go = 搜索
search-example = 名称、地点、决定或主题
search-results = 搜索结果
search-count = { $count }项结果
search-all = 全部{ $count }项结果
search-none = 没有找到。请减少或更换词语再试。
search-meant = 最接近的是“{ $query }”。
search-loading = 正在载入……
search-failed = 无法载入搜索。各栏目列有全部页面。
search-no-script = 搜索由浏览器中的脚本进行。未启用脚本时，可在各栏目中查看全部页面。
search-filters = 筛选
search-section = 栏目
search-theme = 主题
search-place = 地点
search-source = 来源文件
search-from = 起始年份
search-to = 截止年份
search-any = 全部
search-option = { $name }（{ $count }）
search-clear = 清除筛选
search-more = 显示更多
search-browse = 按栏目浏览
search-pages = 关于图谱
search-page = 页面
search-section-page = 栏目
## 地图

map-title = 各地点的条目数
map-alt = 不画边界的世界地图，各国家、场址和海域以圆点表示。提及该地点或其所辖地点的条目越多，圆点面积越大。一个条目提及多个地点的，在各处分别计算。
map-most = 最多的是：{ $places }。
map-symbol = { $place }：{ $count }
map-key-country = 国家（含其城市）
map-key-site = 场址或海域
map-source = 来源：本图谱的条目，条目各自注明出处。陆地轮廓：Natural Earth，1:1.1亿，公有领域；等积地球投影（Equal Earth）。
map-disclaimer = 本地图所用名称及其材料的编制方式，并不意味着联合国秘书处或本图谱编制者对任何国家、领土、城市或地区或其当局的法律地位，或对其边界或界线的划分，表示任何意见。本图谱不是联合国正式出版物。
map-section = 栏目
map-all-sections = 全部栏目
map-theme = 主题
map-all-themes = 全部主题
map-status = 条目：{ $entries }个。图上地点：{ $places }个。
map-table-dots = 国家、场址和海域
map-table-areas = 区域和国家组
map-place = 地点
map-entries = 条目数
map-within = 所属
map-by = 按栏目
map-locator = { $place }在世界地图上的位置
map-locator-area = { $place }在世界地图上的大致位置
map-whole = 在地图上查看所有地点
map-about-names = 关于地图上的名称和位置

## 时间线

timeline-title = 图谱条目的时间线
timeline-alt = 从{ $first }年到{ $last }年共{ $count }个日期，其中{ $year }年最多，有{ $most }个。
timeline-how = 柱形表示每年开始的日期数。下方圆点表示日期，横条表示时期，浅色横条表示只知年份。列表内容与图相同。
timeline-none = 没有条目注明日期。
timeline-skip = 跳到列表
timeline-column = { $year }年：{ $count }
timeline-mark = { $date }：{ $label }
timeline-together = { $section }：{ $count }
timeline-dot = {" "}·{" "}
timeline-colon = ：
timeline-section = 栏目
timeline-all-sections = 所有栏目
timeline-theme = 主题
timeline-all-themes = 所有主题
timeline-view = 图示范围
timeline-earlier = 更早
timeline-later = 更晚
timeline-in = 放大
timeline-out = 缩小
timeline-whole = 所有年份
timeline-status = 日期：{ $items }。图示范围：{ $from }年至{ $to }年。
timeline-list = 按年份排列的所有日期
timeline-years = 年份
timeline-strip = 时间
timeline-own-span = 起止时间
timeline-own-date = 日期
timeline-at = 时间线上的{ $year }年

## 阅读辅助

cited-title = 引用的段落
cited-open = 查看该段
cited-close = 关闭
cited-count = 显示{ $count }个段落
glossary-letters = 字母索引
random = 随机条目
missing-title = 此网址没有页面
missing-lead = 该条目可能已改用其他名称。请搜索，或从以下页面进入。
missing-near = 您要找的是不是
missing-links = 从这里开始

## 脉络、相关条目、最近变更、待译内容

threads = 脉络
threads-lead = 按阅读顺序说明每项决定、每个方案的来龙去脉：依据什么，各段要求什么，由谁响应，结果如何。
thread-title = { $name }——脉络
thread-description = 从提出要求到取得结果：{ $counts }。
thread-follow = 查看脉络：
thread-entry = 查看完整条目
thread-chain = 脉络一览
thread-separator = 、
thread-colon = ：
thread-empty = 来源文件中没有响应的内容
thread-count-paragraphs = { $count }个段落
thread-count-targets = { $count }项目标
thread-count-activities = { $count }项行动
thread-count-bodies = { $count }个机构
thread-count-events = { $count }次会议与活动
thread-count-products = { $count }项产品
thread-count-results = { $count }项成果
thread-count-figures = { $count }项数据
thread-origins = 由来
thread-whole = { $section ->
    [decisions] 针对整项决定
   *[other] 针对整个方案
}
thread-alone = 落实情况
thread-later = 后续
thread-activities = 行动
thread-bodies = 机构
thread-events = 会议与活动
thread-products = 产品与系统
thread-results = 成果
thread-figures = 数据
thread-needs = 提出的需求及满足情况
thread-of = 出自
thread-until = 至{ $date }
thread-more-names = 等{ $total }方
thread-told = 其他成果见：
thread-gap = { $kind ->
    [paragraph] 来源文件中没有响应本段的内容。
    [target] 来源文件中没有服务于此目标的内容。
   *[whole] 来源文件未说明其后续情况。
}
see-also = 相关条目
see-also-shared = 共同点：{ $things }
see-also-more = { $things }等{ $total }项
recent = 最近变更
recent-all = 查看全部最近变更
recent-releases = 各次发布逐项变更的内容
recent-unknown = 此处无法得知条目的变更历史。
translation-none = 没有缺漏：各条目的{ $texts }处文字都有各语言版本。
translation-some = 共{ $texts }处文字，其中{ $missing }处缺少一种语言。
translation-section = 栏目
translation-entries = 条目
translation-entry = 条目
translation-texts = 文字
translation-lacks = { $language ->
    [en] 缺英文
    [zh] 缺中文
   *[other] 缺{ $language }
}
translation-field = 内容
translation-edit = 编辑

## 关系网络

network-title = 相邻条目
network-of = { $name }及与其相连的条目
network-entry = { $name }（{ $kind }）
network-all = 与本条目相连的全部{ $count }个条目，按关系类型排列；形状和颜色表示所属栏目。
network-shown = 与本条目相连的{ $count }个条目中的{ $shown }个，按关系类型排列；形状和颜色表示所属栏目。
network-explore = 探索关系网络
explore-no-script = 本页需借助JavaScript展开关系，目前未启用。下表列出相连条目最多的条目；每个条目的页面也列有与其相连的条目。
explore-add = 添加条目
explore-from = 路径起点
explore-to = 路径终点
explore-find = 查找最短路径
explore-forget = 清除路径
explore-filters = 显示哪些内容
explore-sections = 栏目
explore-kind = 关系类型
explore-all-kinds = 全部类型
explore-drawing = 条目及其相互关系
explore-chosen = 所选条目
explore-keys = 选择一个条目，即可展开与其相连的条目。使用键盘时，方向键在条目之间移动，回车键展开关系，Tab键离开图形。
explore-copy = 复制此视图的网址
explore-copied = 网址已复制。
explore-clear = 重新开始
explore-entries = 所示条目
explore-links = 所示关系
explore-name = 条目
explore-section = 栏目
explore-degree = 相连条目数
explore-follow = 其关系
explore-one = 条目
explore-by = 关系
explore-other = 相连条目
explore-most = 相连条目最多的条目
explore-start = 展开
explore-browse = 按栏目浏览全部条目：
explore-status = 显示{ $entries }个条目、{ $links }项关系。
explore-empty = 尚未显示任何内容。请添加条目，或从下表中选择。
explore-failed = 关系数据未能加载。请刷新页面重试。
explore-unknown = 没有名为“{ $name }”的条目。
explore-none-found = 未找到条目
explore-expand = 展开关系
explore-expand-of = 展开“{ $name }”的关系
explore-more = 再显示{ $count }个
explore-more-of = 再显示“{ $name }”的{ $count }个相连条目
explore-collapse = 收起关系
explore-collapse-of = 收起“{ $name }”的关系
explore-open = 打开页面
explore-path-from = 以此为路径起点
explore-path-to = 以此为路径终点
explore-linked = 与{ $count }个条目相连
explore-node = { $name }，{ $kind }；与{ $count }个条目相连
explore-link = { $from }——{ $kind }：{ $to }
explore-path-title = 最短路径
explore-path-found = { $count ->
    [0] 两者为同一条目。
   *[other] 相隔{ $count }项关系。
  }
explore-path-none = 在所选显示范围内，从“{ $from }”到“{ $to }”没有路径。

## 图书：供打印和离线使用的图谱

book-whole = 图谱全书
book-about = 共{ $count }个条目，列出各条目的事实及所依据的段落。
book-version = { $version }版
book-modified = 截至{ $date }
book-official = 非联合国正式出版物。
book-licence = 注明出处即可自由复制和修改，许可协议：
book-contents = 目录
book-how = 阅读说明
book-how-entries = 每个条目先列名称、其他语文的名称和别名，再列简介和各项事实，随后是数字、成果等组成部分以及链接到该条目的其他条目。条目末尾注明其在网站上的地址。
book-how-citations = 每项事实之后注明出处，即文件简称以及陈述该事实的段落编号。文件简称如下：
book-how-links = 在屏幕上阅读时，名称和出处均为链接：本书收录的，链接到书中相应位置；未收录的，链接到网站。
book-sources = 资料来源
book-sources-lead = 简述本书所引各段落的内容，不转载原文。
book-index = 索引
book-colon = ：
book-more = 另有{ $count }项
print-begun = 正在制作图书，需要几分钟……
print-failed = 无法制作图书：{ $detail }。
    .fix = 请运行“make print”，它会安装所需的程序。
print-pdf = 本类条目的图书（PDF，{ $size }）
print-none = 本网站副本未制作图书。可查看 { $base } 是否提供，也可用“make print”制作。
print-book = 图书

## Offline: the copy of the site for a disk

print-offline = 下载整个网站（zip文件）
query-offline = 这是供离线使用的副本，无法运行查询。请联网后到网站上查询：
