/* Two-phase commit, 9 resource managers, for Spin: one process, messages as bit masks, one d_step an action; as many worlds as specs/two_phase_commit.cpp rms=9. */
/* TwoPhase (tlaplus/Examples transaction_commit), message set as bit mask, single process, N=9 */
byte rm[9]; byte tm; short prep; short msgs;
#define CHK assert(!((rm[0]==2||rm[1]==2||rm[2]==2||rm[3]==2||rm[4]==2||rm[5]==2||rm[6]==2||rm[7]==2||rm[8]==2)&&(rm[0]==3||rm[1]==3||rm[2]==3||rm[3]==3||rm[4]==3||rm[5]==3||rm[6]==3||rm[7]==3||rm[8]==3)))
active proctype sys() {
do
:: d_step { tm==0 && prep==511 -> tm=1; msgs=msgs|512 }
:: d_step { tm==0 -> tm=2; msgs=msgs|1024 }
:: d_step { tm==0 && (msgs&1) -> prep=prep|1 }
:: d_step { rm[0]==0 -> rm[0]=1; msgs=msgs|1 }
:: d_step { rm[0]==0 -> rm[0]=3; CHK }
:: d_step { (msgs&512) -> rm[0]=2; CHK }
:: d_step { (msgs&1024) -> rm[0]=3; CHK }
:: d_step { tm==0 && (msgs&2) -> prep=prep|2 }
:: d_step { rm[1]==0 -> rm[1]=1; msgs=msgs|2 }
:: d_step { rm[1]==0 -> rm[1]=3; CHK }
:: d_step { (msgs&512) -> rm[1]=2; CHK }
:: d_step { (msgs&1024) -> rm[1]=3; CHK }
:: d_step { tm==0 && (msgs&4) -> prep=prep|4 }
:: d_step { rm[2]==0 -> rm[2]=1; msgs=msgs|4 }
:: d_step { rm[2]==0 -> rm[2]=3; CHK }
:: d_step { (msgs&512) -> rm[2]=2; CHK }
:: d_step { (msgs&1024) -> rm[2]=3; CHK }
:: d_step { tm==0 && (msgs&8) -> prep=prep|8 }
:: d_step { rm[3]==0 -> rm[3]=1; msgs=msgs|8 }
:: d_step { rm[3]==0 -> rm[3]=3; CHK }
:: d_step { (msgs&512) -> rm[3]=2; CHK }
:: d_step { (msgs&1024) -> rm[3]=3; CHK }
:: d_step { tm==0 && (msgs&16) -> prep=prep|16 }
:: d_step { rm[4]==0 -> rm[4]=1; msgs=msgs|16 }
:: d_step { rm[4]==0 -> rm[4]=3; CHK }
:: d_step { (msgs&512) -> rm[4]=2; CHK }
:: d_step { (msgs&1024) -> rm[4]=3; CHK }
:: d_step { tm==0 && (msgs&32) -> prep=prep|32 }
:: d_step { rm[5]==0 -> rm[5]=1; msgs=msgs|32 }
:: d_step { rm[5]==0 -> rm[5]=3; CHK }
:: d_step { (msgs&512) -> rm[5]=2; CHK }
:: d_step { (msgs&1024) -> rm[5]=3; CHK }
:: d_step { tm==0 && (msgs&64) -> prep=prep|64 }
:: d_step { rm[6]==0 -> rm[6]=1; msgs=msgs|64 }
:: d_step { rm[6]==0 -> rm[6]=3; CHK }
:: d_step { (msgs&512) -> rm[6]=2; CHK }
:: d_step { (msgs&1024) -> rm[6]=3; CHK }
:: d_step { tm==0 && (msgs&128) -> prep=prep|128 }
:: d_step { rm[7]==0 -> rm[7]=1; msgs=msgs|128 }
:: d_step { rm[7]==0 -> rm[7]=3; CHK }
:: d_step { (msgs&512) -> rm[7]=2; CHK }
:: d_step { (msgs&1024) -> rm[7]=3; CHK }
:: d_step { tm==0 && (msgs&256) -> prep=prep|256 }
:: d_step { rm[8]==0 -> rm[8]=1; msgs=msgs|256 }
:: d_step { rm[8]==0 -> rm[8]=3; CHK }
:: d_step { (msgs&512) -> rm[8]=2; CHK }
:: d_step { (msgs&1024) -> rm[8]=3; CHK }
od }
