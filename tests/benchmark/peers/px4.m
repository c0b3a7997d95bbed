-- Paxos, 4 ballots, 3 acceptors, 2 values, for Rumur; as many worlds as specs/paxos.cpp ballots=4.
-- Paxos (tlaplus/Examples Paxos.tla): 3 acceptors, 2 values, ballots 1..4 (0 = none); quorums = all but one acceptor
type ACC: scalarset(3); VAL: scalarset(2); BAL: 1..4; BAL0: 0..4;
  M1B: record sent: boolean; mbal: BAL0; mval: VAL; end;
var m1a: array[BAL] of boolean; mb: array[ACC] of BAL0; vb: array[ACC] of BAL0; vv: array[ACC] of VAL;
  m1b: array[ACC] of array[BAL] of M1B; s2a: array[BAL] of boolean; v2a: array[BAL] of VAL; m2b: array[ACC] of array[BAL] of boolean;
startstate begin
  for b: BAL do m1a[b]:=false; s2a[b]:=false; undefine v2a[b]; end;
  for a: ACC do mb[a]:=0; vb[a]:=0; undefine vv[a];
    for b: BAL do m1b[a][b].sent:=false; m1b[a][b].mbal:=0; undefine m1b[a][b].mval; m2b[a][b]:=false; end; end;
end;
ruleset b: BAL do rule "Phase1a" true ==> begin m1a[b]:=true; end; end;
ruleset b: BAL; v: VAL; x: ACC do
 rule "Phase2a" !s2a[b] & (forall a: ACC do a!=x -> m1b[a][b].sent end)
   & ((forall a: ACC do a!=x -> m1b[a][b].mbal=0 end)
      | (exists a: ACC do a!=x & m1b[a][b].mbal>0 & !isundefined(m1b[a][b].mval) & m1b[a][b].mval=v & (forall y: ACC do y!=x -> m1b[y][b].mbal<=m1b[a][b].mbal end) end))
 ==> begin s2a[b]:=true; v2a[b]:=v; end; end;
ruleset a: ACC; b: BAL do
 rule "Phase1b" m1a[b] & b>mb[a] ==> begin mb[a]:=b; m1b[a][b].sent:=true; m1b[a][b].mbal:=vb[a];
    if vb[a]>0 then m1b[a][b].mval:=vv[a]; end; end;
 rule "Phase2b" s2a[b] & b>=mb[a] ==> begin mb[a]:=b; vb[a]:=b; vv[a]:=v2a[b]; m2b[a][b]:=true; end;
end;
invariant "agreement" forall b: BAL do forall c: BAL do
  ((exists x: ACC do forall a: ACC do a!=x -> m2b[a][b] end end) & (exists x: ACC do forall a: ACC do a!=x -> m2b[a][c] end end)) -> v2a[b]=v2a[c] end end;

