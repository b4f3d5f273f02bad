import{c as t,d as o}from"./chunk.js";var i=typeof WebAssembly=="object"?new t(o):null,{start:n}=await import("./desk.js");n(i);
