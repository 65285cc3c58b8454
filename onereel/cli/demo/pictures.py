"""What each demo clip shows, as a filter graph. `[heard]` is the clip's own sound, for pictures drawn from it."""

from __future__ import annotations

from onereel.cli.demo.filters import (
    RATE,
    dots,
    larger,
    mirrored,
    moving,
    noise,
    palette,
    ridge,
    seen_through,
    stack,
    still,
    tint,
)

_VEINS = "lut=y='pow(max(0,1-abs(val-128)/70),3)*255'"


def _drift(picture: str, across: float) -> str:
    return f"{picture},scroll=h={across}"


# Tide Pool

_CAUSTICS = (
    f"{noise(3, scale=(6, 10), speed=0.5)},{_VEINS}[c1];{noise(9, scale=(5, 9), speed=0.4)},{_VEINS}[c2];"
    f"[c1][c2]blend=all_mode=screen,{larger(360, 640)}[c3];{still(360, 640, '200-120*Y/H')}[c4];"
    f"[c3][c4]blend=all_mode=multiply,format=gray[c5];{still(360, 640, '46-36*Y/H')}[c6];"
    "[c5][c6]blend=all_mode=screen," + palette("#02121f", "#053a56", "#0b7f8f", "#5fd3bc", "#f4ffe0")
)
_RIPPLES = (
    moving(
        96,
        171,
        "118+48*sin(hypot(X-32,Y-56)*0.5-T*3.2)*exp(-hypot(X-32,Y-56)/72)"
        "+48*sin(hypot(X-68,Y-120)*0.44-T*2.6+1)*exp(-hypot(X-68,Y-120)/88)",
    )
    + ",scale=540:960:flags=lanczos,"
    + palette("#12343b", "#2d7f83", "#9fd8cb", "#fef6e4")
)
_SWELL = (
    stack(
        [
            still(540, 960, "70-60*Y/H"),
            _drift(ridge(0.42, (0.018, 2, 0), (0.008, 5, 0.3), 110), 0.0012),
            _drift(ridge(0.52, (0.022, 2, 0.4), (0.010, 3, 0.1), 140), -0.0018),
            _drift(ridge(0.63, (0.026, 1, 0.2), (0.012, 4, 0.7), 170), 0.0026),
            _drift(ridge(0.75, (0.030, 2, 0.6), (0.012, 3, 0.2), 200), -0.0034),
            _drift(ridge(0.87, (0.032, 1, 0.9), (0.014, 3, 0.5), 230), 0.0044),
        ]
    )
    + ","
    + palette(
        *("#bfe9f0", "#e8fbf4", "#fdfdf2", "#7fd6d6", "#58bcc9"),
        *("#3aa0b8", "#2481a5", "#155f86", "#0a3f63", "#06283f"),
    )
)


def _plankton() -> str:
    layers = [
        (dots(90, 160, 0.004, 0), -0.0012, 0.0003, 2, 5, tint(0.5, 1, 0.9)),
        (dots(60, 107, 0.003, 1), -0.0022, -0.0005, 4, 8, tint(0.3, 0.9, 1)),
        (dots(36, 64, 0.003, 2), -0.0035, 0.0008, 8, 16, tint(0.9, 0.8, 0.5)),
    ]
    graph = still(90, 160, "200*exp(-hypot(X-45,(Y-50)*0.7)/48)") + f",{larger(360, 640)},"
    graph += palette("#020d1c", "#06314a", "#0f6f7f", "#38a3a5") + "[p]"
    for n, (points, up, across, blur, gain, color) in enumerate(layers):
        graph += (
            f";{points},scroll=v={up}:h={across},scale=360:640:flags=neighbor,gblur={blur}:steps=3,"
            f"lut=y='min(255,val*{gain})',{color}[p{n}]"
        )
    return graph + ";[p][p0]blend=all_mode=screen[pa];[pa][p1]blend=all_mode=screen[pb];[pb][p2]blend=all_mode=screen"


# Paper Weather

_HILLS = (
    stack(
        [
            still(540, 960, "max(90*pow(Y/H,1.2),110*lt(hypot(X-350,Y-330),92))"),
            _drift(ridge(0.48, (0.05, 1, 0.1), (0.02, 3, 0.4), 140), 0.0005),
            _drift(ridge(0.58, (0.05, 2, 0.5), (0.02, 5, 0.2), 170), 0.0010),
            _drift(ridge(0.70, (0.045, 1, 0.8), (0.025, 3, 0.9), 200), 0.0018),
            _drift(ridge(0.82, (0.05, 2, 0.3), (0.02, 3, 0.6), 232), 0.0030),
        ]
    )
    + ","
    + palette(
        *("#f7b267", "#f9cf93", "#fbe4be", "#fff4dc", "#fffbf0"),
        *("#f08a5d", "#d9626b", "#a94a73", "#6a3a6e", "#34264f"),
    )
)
_RAIN = (
    stack(
        [
            still(540, 960, "40+60*Y/H"),
            _drift(ridge(0.60, (0.05, 1, 0.1), (0.02, 3, 0.4), 130), 0.0003),
            _drift(ridge(0.74, (0.04, 2, 0.5), (0.02, 3, 0.2), 165), 0.0007),
            _drift(ridge(0.88, (0.03, 1, 0.2), (0.01, 4, 0.2), 200), 0.0012),
        ]
    )
    + ","
    + palette("#3d5a6c", "#5d7f92", "#8fb0bd", "#c5dbdc", "#6f8f9f", "#41627a", "#274560", "#142c42")
    + f"[r];{dots(270, 320, 0.006, 5)},scroll=v=.05:h=.004,avgblur=sizeX=1:sizeY=12,"
    "lut=y='min(255,val*14)',scale=540:960:flags=bilinear,format=gray,format=gbrp[drops];"
    "[r][drops]blend=all_mode=screen:all_opacity=0.5"
)


def _snow() -> str:
    graph = stack(
        [
            still(540, 960, "70*(1-Y/H)"),
            _drift(ridge(0.72, (0.05, 1, 0.1), (0.02, 3, 0.4), 130), 0.0004),
            _drift(ridge(0.82, (0.04, 2, 0.5), (0.02, 3, 0.2), 165), 0.0009),
            _drift(ridge(0.91, (0.03, 1, 0.2), (0.01, 4, 0.2), 200), 0.0015),
        ]
    )
    graph += "," + palette("#1d2b53", "#2f4a7d", "#5877a8", "#8fa9cf", "#b9cbe4", "#dfe8f3", "#f7fafd") + "[s]"
    flakes = [(180, 320, 0.0022, 0.0003, 1.2, 3), (108, 192, 0.0040, -0.0005, 2.2, 4), (60, 107, 0.0065, 0.0008, 4, 6)]
    for n, (width, height, down, across, blur, gain) in enumerate(flakes):
        graph += (
            f";{dots(width, height, 0.005, n + 3)},scroll=v={down}:h={across},scale=360:640:flags=neighbor,"
            f"gblur={blur}:steps=2,lut=y='min(255,val*{gain})',format=gray[s{n}]"
        )
    return (
        graph + ";[s0][s1]blend=all_mode=screen[sa];[sa][s2]blend=all_mode=screen,"
        "scale=540:960,format=gray,format=gbrp[sb];[s][sb]blend=all_mode=screen"
    )


_PAPER = (
    f"{noise(21, scale=(2.2, 3.6), speed=0.2, octaves=2)},{larger(540, 960)},"
    "lut=y='clip(floor((val-50)/22)*36,0,255)',unsharp=11:11:1.2,"
    + palette("#173a5e", "#2a6f97", "#61a5c2", "#f1d9b0", "#f4a582", "#e76f51", "#fff7ea")
)
_MARBLE = (
    f"{noise(31, scale=(1.5, 2.6), speed=0.14, octaves=2)},{larger(540, 960)},"
    "lut=y='127+127*sin(val*0.14)',"
    + palette("#f8f1e5", "#e8c7b0", "#b56576", "#6d597a", "#355070", "#eaac8b", "#fffaf0")
)

# Slow Geometry

_MOIRE = (
    still(900, 1500, "127+127*clip(3*sin(hypot(X-W/2,Y-H/2)*0.11),-1,1)")
    + ",split[m1][m2];[m1]crop=720:1280:x='90+60*sin(t*0.5)':y='110+80*cos(t*0.37)'[m3];"
    "[m2]crop=720:1280:x='90-60*sin(t*0.43+1)':y='110-90*cos(t*0.3)'[m4];"
    "[m3][m4]blend=all_mode=difference," + palette("#f6ecd9", "#e9a178", "#c8553d", "#2b2d42")
)
_TUNNEL = (
    seen_through(
        *(360, 640, "(atan2(Y-H/2,X-W/2)/PI/2+1)*256", "0.18*256/max(0.02,hypot(X-W/2,Y-H/2)/H)", 256),
        still(256, 256, "40+200*mod(floor(X/32)+floor(Y/64),2)*(0.35+0.65*abs(sin(2*PI*Y/256)))")
        + ",scroll=v=.006:h=.0012",
    )
    + f"[t1];{still(360, 640, 'min(255,hypot(X-W/2,Y-H/2)*1.5)')}[t2];[t1][t2]blend=all_mode=multiply,gblur=0.7,"
    + palette("#0a0a18", "#27204f", "#6d3b8a", "#e0566e", "#ffc27a", "#fffbe8")
)
_KALEIDOSCOPE = (
    f"mandelbrot=s=320x320:r={RATE}:start_scale=0.02:end_scale=0.006:end_pts=300:start_x=-0.7453"
    ":start_y=0.1127:maxiter=160:inner=black,format=gray,gblur=1.2,rotate='0.22*t':ow=320:oh=320,"
    f"crop=90:160:115:80,{mirrored()},{larger(720, 1280)},"
    + palette("#14213d", "#2f6690", "#8fd3c1", "#fbf3d4", "#f2a65a", "#d1495b", "#4a1942")
)
_WHEEL = (
    still(720, 1280, "clip(floor(hypot(X-360,Y-640)/44),0,16)*15")
    + "[w1];"
    + moving(96, 171, "128+127*sin(atan2(Y-85,X-48)*3+hypot(X-48,Y-85)*0.06-T*1.2)")
    + f",{larger(720, 1280)}[w2];[w1][w2]blend=all_mode=phoenix,"
    + palette("#fdf0d5", "#f7b267", "#ee6352", "#59214f", "#08415c", "#3fb8af", "#f6f7d7")
)
_DEEPER = (
    f"mandelbrot=s=270x480:r={RATE}:start_scale=0.02:end_scale=0.0009:end_pts=260"
    ":start_x=-0.743643887037151:start_y=0.131825904205330:maxiter=300:inner=black,format=gray,"
    f"gblur=0.5,{larger(360, 640)},"
    + palette(
        *("#0b0f2b", "#2b2a6f", "#7a3b8f", "#d94f70", "#ffb35c"),
        *("#fff6d8", "#7fd6c2", "#1d6f8f", "#0b1b3b"),
    )
)


# Night Garden


def _fireflies() -> str:
    graph = stack(
        [
            still(540, 960, "60-50*Y/H"),
            ridge(0.80, (0.03, 1, 0.2), (0.012, 5, 0.4), 120),
            ridge(0.88, (0.025, 2, 0.1), (0.012, 7, 0.3), 200),
        ]
    )
    graph += "," + palette("#101c33", "#1b3350", "#274b57", "#14323a", "#0d2329", "#08161b", "#040b0e") + "[f]"
    for n, (width, height, far, pace, blur) in enumerate([(104, 174, 6, 0.45, 2.2), (74, 122, 5, -0.6, 3.2)]):
        graph += (
            f";{dots(width, height, 0.003, n + 1)},crop={width - 14}:{height - 14}"
            f":x='7+{far}*sin(t*{pace}+{n})':y='7+{far}*sin(t*{pace * 0.7}+{n * 2})',"
            f"scale=360:640:flags=neighbor,gblur={blur}:steps=3,lut=y='min(255,val*7)',format=gray[f{n}]"
        )
    return (
        graph
        + ";[f0][f1]blend=all_mode=screen,scale=540:960,"
        + palette("#000000", "#4a5a10", "#c8c83a", "#fff6a8", "#ffffff")
        + "[fa];[f][fa]blend=all_mode=screen"
    )


_BLOOM = (
    f"life=s=90x160:mold=30:r=8:ratio=0.10:death_color=black:life_color=white:mold_color=#303030:random_seed=7,"
    f"format=gray,scale=360:640:flags=neighbor,split[l1][l2];[l2]gblur=10[l3];"
    f"[l1][l3]blend=all_mode=screen,format=gray,fps={RATE},tmix=frames=4,"
    + palette("#04100c", "#0b3d2e", "#1f7a54", "#8bd17c", "#fdf7c3")
)
_PETALS = (
    moving(
        72,
        128,
        "255*clip(1.15-abs(hypot(X-36,Y-64)/(20+15*abs(sin(2.5*(atan2(Y-64,X-36)+T*0.15)))"
        "*(1+0.25*sin(T*0.9)))-0.55)*1.9+0.12*sin(hypot(X-36,Y-64)*0.66-T*2),0,1)",
    )
    + f",{larger(720, 1280)},"
    + palette("#0d1b1e", "#153b33", "#5e2750", "#c4478c", "#ff9fb8", "#fff4e6")
)
_MOSS = (
    f"{noise(77, scale=(2.0, 3.4), speed=0.14, octaves=2)},{larger(720, 1280)},"
    "lut=y='if(lt(mod(val,11),1.6),255,val*0.35)'," + palette("#0f2a1d", "#1c4a35", "#2f6b4c", "#c8e6a0", "#fff8d6")
)
_AURORA_LINE = "Y/H-0.36-0.10*sin(X/W*5+T*0.35)-0.05*sin(X/W*11-T*0.6)"
_AURORA = (
    moving(
        60,
        107,
        f"255*clip(exp(-pow(({_AURORA_LINE})*8,2))"
        "*(0.45+0.35*sin(X*0.6+T*0.8+2*sin(X*0.14-T*0.3))+0.2*sin(X*1.4-T)),0,1)",
    )
    + f",{larger(540, 960)},"
    + palette("#060a1f", "#0c3b4a", "#1fae82", "#8af0b0", "#f0fff4")
    + f"[a1];{dots(270, 480, 0.0025, 3)},lut=y='val*0.8',scale=540:960,format=gray,format=gbrp[a2];"
    f"[a1][a2]blend=all_mode=screen[a3];{ridge(0.84, (0.05, 1, 0.1), (0.025, 4, 0.4), 255)},format=gray,"
    "negate,format=gbrp[a4];[a3][a4]blend=all_mode=multiply"
)

# Warm Static

_KNOT = (
    f"[heard]avectorscope=s=360x640:r={RATE}:mode=lissajous_xy:draw=line:scale=lin:rc=255:gc=255:bc=255:ac=255"
    ":rf=24:gf=24:bf=24:af=24:zoom=1.3,format=gray,split[k1][k2];[k2]gblur=9[k3];"
    "[k1][k3]blend=all_mode=screen," + palette("#120a12", "#5a1a2e", "#d9483b", "#ffa552", "#fff3cf")
)
_STRINGS = (
    "aevalsrc='0.55*sin(2*PI*48.2*t)*sin(2*PI*0.11*t)+0.25*sin(2*PI*96.5*t+2*sin(0.7*t))|"
    "0.5*sin(2*PI*72.3*t)*cos(2*PI*0.09*t)+0.25*sin(2*PI*24.1*t)':s=24000,"
    f"showwaves=s=640x360:r={RATE}:mode=p2p:colors=white|white:draw=full:split_channels=1,format=gray,"
    "transpose=1,lagfun=decay=0.90,split[g1][g2];[g2]gblur=6,lut=y='min(255,val*2)'[g3];"
    "[g1][g3]blend=all_mode=screen," + palette("#0d1117", "#16324f", "#2a628f", "#f4d58d", "#fffdf4")
)
_RECORD_LABEL = (
    "if(lt(hypot(X-360,Y-360),7),20,if(lt(hypot(X-360,Y-360),112),205-30*gt(mod(hypot(X-360,Y-360),36),33)"
    "+45*gt(sin(3*atan2(Y-360,X-360)),0.80)*gt(hypot(X-360,Y-360),60),0))"
)
_RECORD_DISC = (
    "if(lt(hypot(X-360,Y-360),338)*gt(hypot(X-360,Y-360),112),46+9*sin(hypot(X-360,Y-360))"
    "+52*pow(max(0,cos(2*(atan2(Y-360,X-360)-0.6))),14),0)"
)
_RECORD = (
    f"{still(720, 720, _RECORD_LABEL)},rotate='2*PI*t*0.55':c=black[v1];"
    f"{still(720, 720, _RECORD_DISC)},rotate='0.05*sin(2*PI*t*0.55)':c=black[v2];"
    f"{still(720, 1280, '(115+35*Y/H)*gte(hypot(X-360,Y-640),338)')}[v3];"
    "[v1][v2]blend=all_mode=lighten,format=gray,pad=720:1280:0:280[v4];[v3][v4]blend=all_mode=lighten,"
    + palette("#140c0c", "#2a1717", "#5b2c23", "#8c4a32", "#c9774a", "#eab676", "#f7dfae", "#e4572e")
)
_LOOM = (
    "cellauto=s=60x107:r=10:rule=30:ratio=0.5:random_seed=5:scroll=1,format=gray,split[o1][o2];[o2]hflip[o3];"
    f"[o1][o3]hstack,scale=720:1284:flags=neighbor,crop=720:1280,fps={RATE},lut=y='40+val*0.8',format=gbrp[o4];"
    f"gradients=s=90x160:r={RATE}:n=4:type=linear:c0=#b8336a:c1=#f6ae2d:c2=#f26419:c3=#55207a:speed=0.02:seed=2,"
    "format=gbrp,scale=720:1280:flags=bicubic[o5];[o5][o4]blend=all_mode=multiply"
)

# Small Hours

_DEPTH = "(1/max(0.004,Y/H-0.56))"
_DRIVE_SKY = (
    "if(gt(Y,H*0.56),8,if(lt(hypot(X-360,Y-520),210)*gt(mod((Y-300)*(Y-300)/1400+20,26),(Y-330)/26),"
    "150+80*(1-(Y-310)/420),90*Y/(H*0.56)))"
)
_DRIVE = (
    seen_through(
        *(720, 1280, f"(X/W-0.5)*{_DEPTH}*256*0.45+256*20.5", f"{_DEPTH}*256*0.25", 256),
        still(256, 256, "255*max(lt(mod(X+3,32),5),lt(mod(Y,32),4))") + ",scroll=v=.010",
    )
    + f"[d1];{still(720, 1280, '255*clip((Y/H-0.565)*6,0,1)')}[d2];"
    f"[d1][d2]blend=all_mode=multiply,gblur=0.8,{tint(0.95, 0.25, 0.75)}[d3];{still(720, 1280, _DRIVE_SKY)},"
    + palette("#0b0620", "#2a0f4a", "#6b1f6b", "#d43d78", "#ff7e5f", "#ffd36e", "#fff3b0")
    + "[d4];[d4][d3]blend=all_mode=screen"
)


def _bokeh() -> str:
    lights = [
        (45, 80, 0.0009, 0.0004, 2.4, tint(0.80, 0.42, 0.16)),
        (36, 64, -0.0012, 0.0006, 3.4, tint(0.15, 0.32, 0.60)),
        (26, 46, 0.0016, -0.0008, 5.2, tint(0.60, 0.17, 0.40)),
    ]
    graph = still(90, 160, "60+120*Y/H") + f",{larger(360, 640)},"
    graph += palette("#05060f", "#0e1226", "#2a1634", "#3a1d2e") + "[b]"
    for n, (width, height, across, down, blur, color) in enumerate(lights):
        graph += (
            f";{dots(width, height, 0.018, n + 1)},scroll=h={across}:v={down},scale=180:320:flags=neighbor,"
            f"gblur={blur}:steps=4,lut=y='clip((val-10)*14,0,200)',gblur=1:steps=2,{larger(360, 640)},{color}[b{n}]"
        )
    return graph + ";[b][b0]blend=all_mode=screen[ba];[ba][b1]blend=all_mode=screen[bb];[bb][b2]blend=all_mode=screen"


def _lava() -> str:
    balls = [
        (118, 14, 0.50, 41, 0.33, 0),
        (95, 16, 0.37, 44, 0.41, 2),
        (142, 11, 0.60, 35, 0.25, 4),
        (71, 18, 0.45, 46, 0.52, 1),
        (110, 12, 0.30, 42, 0.38, 5),
    ]
    warmth = "+".join(
        f"{size}/(pow(X-30-{wide}*sin(T*{pace}+{start}),2)+pow(Y-53-{high}*sin(T*{pace2}+{start * 1.7}),2)+5)"
        for size, wide, pace, high, pace2, start in balls
    )
    return (
        moving(60, 107, f"clip(({warmth})*128,0,255)")
        + f",{larger(540, 960)},lut=y='40+clip((val-96)*7,0,150)+clip((val-96)/3,0,55)',"
        + palette("#2b0a3d", "#5c1349", "#b3224f", "#f2542d", "#ffa62b", "#ffe8a3")
    )


_PLANET_LIGHT = (
    "if(lt(hypot(X-360,Y-600),281),clip(255*(0.18+1.05*max(0,(-(X-360)*0.55-(Y-600)*0.45"
    "+sqrt(max(0,281*281-(X-360)*(X-360)-(Y-600)*(Y-600)))*0.70)/281)),0,255),255)"
)
_PLANET = (
    f"perlin=s=256x128:r={RATE}:octaves=4:persistence=0.55:xscale=4:yscale=2.4:tscale=0.00001:random_seed=5"
    f":random_mode=seed,trim=end_frame=1,loop=-1:1:0,setpts=N/{RATE}/TB,format=gray,"
    "lut=y='clip((val-60)*2,0,255)',split[e1][e2];[e2]hflip[e3];[e1][e3]hstack,"
    + palette("#0b2545", "#13517a", "#2a8fb0", "#e9d8a6", "#6a994e", "#386641", "#f8f9fa")
    + ",scale=1024:256,scroll=h=.0012,v360=input=e:output=ball:w=560:h=560:pitch=-8:interp=linear,format=gbrp,"
    f"pad=720:1280:80:320[e4];{still(720, 1280, _PLANET_LIGHT)},format=gbrp[e5];"
    f"{dots(360, 640, 0.004, 8)},scale=720:1280,gblur=0.7,lut=y='min(255,val*1.8)',format=gray,scroll=h=.0001,"
    + palette("#070916", "#3a3f6b", "#ffffff")
    + f"[e6];{still(720, 1280, '255*lt(hypot(X-360,Y-600),279)')},format=gbrp[e7];"
    "[e6][e4][e7]maskedmerge,format=gbrp[e8];[e8][e5]blend=all_mode=multiply"
)

PICTURES: dict[str, str] = {
    "caustics": _CAUSTICS,
    "ripples": _RIPPLES,
    "swell": _SWELL,
    "plankton": _plankton(),
    "hills": _HILLS,
    "rain": _RAIN,
    "snow": _snow(),
    "paper": _PAPER,
    "marble": _MARBLE,
    "moire": _MOIRE,
    "tunnel": _TUNNEL,
    "kaleidoscope": _KALEIDOSCOPE,
    "wheel": _WHEEL,
    "deeper": _DEEPER,
    "fireflies": _fireflies(),
    "bloom": _BLOOM,
    "petals": _PETALS,
    "moss": _MOSS,
    "aurora": _AURORA,
    "knot": _KNOT,
    "strings": _STRINGS,
    "record": _RECORD,
    "loom": _LOOM,
    "drive": _DRIVE,
    "bokeh": _bokeh(),
    "lava": _lava(),
    "planet": _PLANET,
}
