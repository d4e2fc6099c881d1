/** The one stylesheet of all pages of the widgets. */
import { BANKS } from '../../data/banks.ts';

const bankColours = Object.values(BANKS)
  .map(({ id, colour }) => `.bank-${id}{--accent:${colour}}`)
  .join('');

export const STYLE = `
:root{color-scheme:light dark;
--ground:light-dark(#f5f6f7,#14171a);--paper:light-dark(#fff,#1d2125);--ink:light-dark(#1b1f23,#eceff1);
--quiet:light-dark(#565e66,#a3adb5);--line:light-dark(#c9ced3,#434b53);--broken:light-dark(#b3261e,#ff9b92);
--done:light-dark(#176b3a,#6fd39b);--notice:light-dark(#fff3c4,#4a3c05);--notice-ink:light-dark(#4a3600,#ffe9a3);
--accent:#3d5a80;--on-accent:#fff;--link:light-dark(#2a4d78,#9fc3ee)}
*{box-sizing:border-box}
html{font:16px/1.5 system-ui,sans-serif;background:var(--ground);color:var(--ink);-webkit-text-size-adjust:100%}
body{margin:0;min-height:100vh;font-family:var(--font,inherit)}
h1{font-size:25px;line-height:1.2;margin:0 0 16px;text-wrap:balance}
h2{font-size:16px;line-height:1.2;margin:24px 0 8px}
p{margin:0 0 16px;max-width:68ch}
a{color:var(--link)}
.banner{margin:0;padding:8px 16px;background:var(--notice);color:var(--notice-ink);font-size:13px;text-align:center;max-width:none}
.banner strong{display:block;font-size:16px}
header{border-bottom:1px solid var(--line);background:var(--paper)}
header .owner{display:flex;align-items:center;gap:12px;max-width:560px;margin:0 auto;padding:12px 16px;font-weight:600}
.mark{flex:none;display:block}
.bank header{background:var(--accent);border-color:transparent;color:#fff}
.bank header .mark{outline:2px solid #fff;border-radius:9px}
main{max-width:560px;margin:0 auto;padding:24px 16px 48px}
main:focus{outline:none}
.card{background:var(--paper);border:1px solid var(--line);border-radius:8px;padding:24px 16px}
@media (min-width:480px){.card{padding:32px}main{padding-top:40px}}
.lead{color:var(--quiet)}
.hint,.note{font-size:13px;color:var(--quiet);margin:0 0 8px}
.sandbox{border-left:4px solid light-dark(#b98900,#d9b53c);padding:4px 12px;margin:0 0 24px;font-size:13px}
form{margin:0}
label,legend{font-weight:600;padding:0}
fieldset{border:0;padding:0;margin:0 0 24px;min-width:0}
.field{margin:0 0 24px}
.field label{display:block;margin:0 0 4px}
input[type=text],input[type=search],input[type=password]{width:100%;min-height:44px;padding:8px 12px;font:inherit;color:inherit;
background:var(--paper);border:1px solid light-dark(#7b848c,#7f8a93);border-radius:8px}
input[aria-invalid=true]{border:2px solid var(--broken)}
input[type=checkbox]{width:20px;height:20px;margin:2px 0;flex:none;accent-color:var(--accent)}
.error{color:var(--broken);font-weight:600;margin:0 0 4px}
.error::before{content:"! ";}
.errors{border:2px solid var(--broken);border-radius:8px;padding:12px 16px;margin:0 0 24px}
.errors p{margin:0;font-weight:600}.errors ul{margin:0;padding-left:20px}.errors a{color:var(--broken)}
button,.button{display:inline-flex;align-items:center;justify-content:center;min-height:44px;padding:8px 20px;font:inherit;font-weight:600;
border-radius:8px;border:1px solid var(--accent);background:var(--accent);color:var(--on-accent);text-decoration:none;cursor:pointer}
.second{background:transparent;color:var(--ink);border-color:light-dark(#7b848c,#7f8a93)}
button:hover,.button:hover{filter:brightness(1.08)}
:focus-visible{outline:3px solid light-dark(#1d4ed8,#9cc2ff);outline-offset:2px}
.actions{display:flex;flex-wrap:wrap;gap:12px;align-items:center}
.actions>*{flex:1 1 auto}
.search{display:flex;gap:8px;align-items:end;margin:0 0 16px}
.search .field{flex:1;margin:0;min-width:0}.search label{white-space:nowrap}
.away{margin:24px 0 0;text-align:center}.away+.away{margin-top:0}
.away a{display:inline-flex;min-height:44px;align-items:center}
ul.rows{list-style:none;margin:0 0 24px;padding:0;border-bottom:1px solid var(--line)}fieldset ul.rows,form>ul.rows:last-child{margin-bottom:0}
.row{display:flex;gap:12px;align-items:center;width:100%;min-height:60px;padding:8px 4px;border:0;border-top:1px solid var(--line);border-radius:0;
background:none;color:inherit;text-align:left;justify-content:flex-start;font-weight:400}
.row:hover{background:light-dark(#eef1f4,#262c32);filter:none}
.row .words{flex:1;min-width:0}
.row b,.row small{display:block}
.row small{font-size:13px;color:var(--quiet)}
.row .amount{font-variant-numeric:tabular-nums;white-space:nowrap}
ul.plain{margin:0 0 16px;padding-left:20px}
.state{font-weight:600}.state.done::before{content:"✓ ";color:var(--done)}.state.broken::before{content:"! ";color:var(--broken)}
progress{appearance:none;display:block;width:100%;height:12px;margin:24px 0;border:0;border-radius:8px;overflow:hidden;background:var(--line)}
progress::-webkit-progress-bar{background:var(--line)}progress::-webkit-progress-value{background:var(--link)}
progress::-moz-progress-bar{background:var(--link)}
@media (prefers-reduced-motion:no-preference){button,.button,.row{transition:filter .1s}}
${bankColours}`.replaceAll('\n', '');
