/// Pages and files with one oddity each, for what is read and written back.
enum MadeDocuments {
  static let pages: [String] = [
    "<!DOCTYPE html><html><head><title>T &amp; U</title></head><body><p>Satu. Dua.</p></body></html>",
    "<p>Harga <b>beras <i>naik</i></b> lagi. Harga turun.</p>",
    "<p>Caf\u{E9} &eacute;&#233;&#xE9; &amp; AT&T &bogus; &lt;x&gt; 5 &nbsp;km. Akhir.</p>",
    "<p title=\"a > b\" class='x'>Satu <a href=\"/x?a=1&amp;b=2\" title='d > e'>tautan</a> di sini.</p>",
    "<!-- satu --><p>Satu <!-- dua --> tiga. Empat<!-- > -->.</p><!-- lima -->",
    "<p>Satu</p><script>var a = '<p>Bukan teks</p>';</script><style>p { }</style><p>Dua.</p>",
    "<table><tr><th>Kepala<th>Lain<tr><td>Sel <b>satu</b></td><td>Sel dua</td></tr></table>",
    "<ul><li>Satu<li>Dua <em>dan</em> tiga</ul><ol><li><p>Empat.</p><p>Lima.</p></li></ol>",
    "<pre>Satu   dua\n\ttiga</pre><p>Empat\n   lima\n\n enam.</p>",
    "<p>Satu<br>dua<br/>tiga <b>empat<br>lima</b> enam.</p>",
    "<div>Satu <p>Dua <span>tiga</div> empat </p> lima </b> enam",
    "<h1>Judul <em>besar</em></h1>\r\n<p>Satu.\r\nDua\r\n  tiga.</p>\r\n",
    "<p><b>Satu.</b> <i>Dua.</i></p><p><a href='x'>Tiga. Empat.</a> Lima.</p>",
    "<p><img src=\"a.jpg\" alt=\"x\">Satu <img src=b.jpg> dua.<img src='c.jpg'></p>",
    "<article><h2>Judul</h2><p>Satu dua tiga.</p></article><nav><a href=x>Menu</a></nav>",
    "<p>Satu<button>Klik</button> dua <span class=\"iklan\">Iklan</span> tiga.</p>",
    "<p>3 < 4 dan 5 > 4. <![CDATA[ data ]]> Akhir &amp",
    "<figure><img src=a><figcaption>Petani <a href=#>di</a> sawah.</figcaption></figure>Teks lepas.",
    "<p>\u{6C34}\u{706B} \u{1F600} Satu.<sup>2</sup> H<sub>2</sub>O <code>a &lt; b</code>.</p>",
    "<p><a name=x></a>Satu <b></b>dua <b><i></i></b>tiga.</p>",
    "<P CLASS=A>Satu <B>dua</B>.</P><DIV>Tiga <BR> empat</DIV>",
  ]

  static let texts: [String] = [
    "# Judul *besar*\n\nSatu **dua** `tiga` empat. Lima.\n",
    "---\ntitle: x\n---\n\nSatu\ndua  \ntiga.\n\n---\n\nEmpat.\n",
    "- Satu\n- Dua *tiga*\n  lanjut\n\n1. Empat\n2) Lima\n* Enam\n",
    "Lihat [tautan (satu)](http://a.id/b_(c) \"Judul\") dan ![gambar](a.png) ini.\n",
    "Satu\n\n```swift\nlet a = \"*x*\"\n```\n\n~~~\nx\n~~~\n\nDua.\n",
    "| Kepala | Lain |\n|--------|:----:|\n| *Sel* satu | Sel dua |\n",
    "> Kutipan *satu*\n> dua.\n>\n> > Tiga.\n",
    "Judul\n=====\n\nLain\n-----\n\nTeks ***tebal miring*** di sini.\n",
    "Surel <a@b.id>, <https://c.id/d_e>, <b>tebal</b><br/>dan <!-- x --> akhir.\n",
    "Lolos \\*bintang\\* dan \\_garis\\_, nama_file_ini, 2 * 3, [bukan] (tautan).\r\nDua.\r\n",
    "Satu __dua__ _tiga_ ![](kosong.png) [**empat** lima](x).\n",
    "\n\n   Satu\u{E9} \u{1F600} **dua\ntiga** empat.\n   \n",
  ]
}
